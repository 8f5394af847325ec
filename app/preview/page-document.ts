import type { PreviewPage } from '#contract';

/** What a person chose for the page in the frame. */
export interface PageLooks {
  /** Modifier of the theme → context; the scheme is always among them. */
  readonly modifiers: Readonly<Record<string, string>>;
  /** Null: that of the locale. */
  readonly direction: 'ltr' | 'rtl' | null;
}

/**
 * The engine's bytes as a document, with its stylesheets in place of the links to them. The scheme is said in any case:
 * a page that follows the system would otherwise be dark in the window of whoever works in the dark.
 */
export function pageDocument({ html, css }: Pick<PreviewPage, 'html' | 'css'>, looks: PageLooks): Document {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const link of page.querySelectorAll('link[rel="stylesheet"], script, meta[http-equiv="refresh" i], base'))
    link.remove();
  // As the sheet writes them: names of a theme may hold what an attribute cannot.
  for (const [name, context] of Object.entries(looks.modifiers))
    page.documentElement.setAttribute(
      `data-ui-${name.replace(/[^A-Za-z0-9_-]/g, '_')}`,
      context.replace(/[^A-Za-z0-9_.-]/g, '_'),
    );
  if (looks.direction !== null) page.documentElement.dir = looks.direction;
  const style = page.createElement('style');
  style.textContent = css;
  page.head.append(style);
  return page;
}
