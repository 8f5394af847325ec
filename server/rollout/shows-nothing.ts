/**
 * Whether a page has nothing that anybody could see: no word and no picture or field in its body. What style sheets hide
 * is for browsers to tell. One pass, whatever is in the page.
 */
export function showsNothing(html: string): boolean {
  let at = Math.max(0, html.indexOf('<body'));
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const words = html.slice(at, open === -1 ? html.length : open);
    if (words.replaceAll('&nbsp;', ' ').trim() !== '') return false;
    if (open === -1) return true;
    const name = tagName.exec(html.slice(open + 1, open + 12))?.[0].toLowerCase() ?? '';
    if (shown.has(name)) return false;
    const end = unseen.has(name) ? html.indexOf(`</${name}>`, open) : html.indexOf('>', open);
    if (end === -1) return true;
    at = unseen.has(name) ? end + name.length + 3 : end + 1;
  }
  return true;
}

const tagName = /^[a-z0-9]+/i;
const shown = new Set(
  'img svg canvas video audio input select textarea button meter progress iframe object'.split(' '),
);
const unseen = new Set(['script', 'style', 'template', 'noscript']);
