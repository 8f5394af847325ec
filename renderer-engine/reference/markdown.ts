/** Small pieces of Markdown, for pages that are generated. */

/** A table; cells are escaped only where they would end the cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** `text` between back ticks, as many as it takes. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : fence + text + fence;
}

/** A block of code. */
export function block(language: string, text: string): string {
  const fence = text.includes('```') ? '````' : '```';
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** Parts of a page with an empty line between them; absent ones are left out. */
export const page = (...parts: readonly (string | false | null | undefined)[]): string =>
  `${parts.filter((part) => part).join('\n\n')}\n`;

/** Above every generated page. */
export const generated = '<!-- Written by "npm run docs" from the definitions. Change those, not this page. -->';
