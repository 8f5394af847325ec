import type { PreviewPage } from '#contract';

/** The engine's bytes as a document, with its stylesheets in place of the links to them. */
export function pageDocument({ html, css }: Pick<PreviewPage, 'html' | 'css'>): Document {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const link of page.querySelectorAll('link[rel="stylesheet"], script, meta[http-equiv="refresh" i], base'))
    link.remove();
  const style = page.createElement('style');
  style.textContent = css;
  page.head.append(style);
  return page;
}
