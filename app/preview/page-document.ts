import type { PreviewPage } from '#contract';

/**
 * The engine's bytes as a document, with its stylesheets in place of the links to them. The scheme is said in any case:
 * a page that follows the system would otherwise be dark in the window of whoever works in the dark.
 */
export function pageDocument({ html, css }: Pick<PreviewPage, 'html' | 'css'>, scheme: 'light' | 'dark'): Document {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const link of page.querySelectorAll('link[rel="stylesheet"], script, meta[http-equiv="refresh" i], base'))
    link.remove();
  page.documentElement.setAttribute('data-ui-scheme', scheme);
  const style = page.createElement('style');
  style.textContent = css;
  page.head.append(style);
  return page;
}
