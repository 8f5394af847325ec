/** What may stand before the content of a head: comments, the document type, and the tags that open it. */
const opening =
  /^\uFEFF?(?:\s|<!--[\s\S]*?-->)*(?:<!doctype[^>]*>)?(?:\s|<!--[\s\S]*?-->)*(?:<html(?:\s[^>]*)?>)?(?:\s|<!--[\s\S]*?-->)*(?:<head(?:\s[^>]*)?>)?/i;

/** The page with a script before everything that could run or be drawn; it takes itself out of the document again. */
export function withScript(html: string, path: string): string {
  const start = opening.exec(html)?.[0].length ?? 0;
  return `${html.slice(0, start)}<script src="${path}"></script>${html.slice(start)}`;
}
