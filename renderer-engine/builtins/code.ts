import type { Builtin, Markup } from './builtin.ts';

/** Lines beyond which a text is no listing any more. */
const mostLines = 10_000;

/** Each line in an element of its own, so that CSS can count them; what comes after the last are one more. */
export function writeLines(source: string, to: Markup): void {
  const lines = source.replace(/\r\n|\r|\n$/g, (end) => (end === '\r\n' || end === '\r' ? '\n' : '')).split('\n');
  for (const line of lines.slice(0, mostLines)) {
    to.element('span', { class: 'ui-code__line' }, () => to.text(`${line}\n`));
  }
  if (lines.length > mostLines) to.text(lines.slice(mostLines).join('\n'));
}

/** `["call", "code", { source }]`: lines with numbers. */
export const code: Builtin = ({ source }, to) => {
  if (typeof source === 'string') writeLines(source, to);
};
