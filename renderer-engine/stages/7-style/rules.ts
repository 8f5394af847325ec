import type { At } from '../../themes/token-tree.ts';

/** Text of a sheet, and where an author wrote what it says; null for what the engine says by itself. */
export interface Piece {
  readonly text: string;
  readonly from: At | null;
}

/** One rule of a sheet. */
export interface Rule {
  /** Conditions around it, the outermost first: `@media print`. */
  readonly at: readonly string[];
  /** A selector list, or an at-rule without one such as `@keyframes spin`. */
  readonly selector: string;
  readonly body: readonly Piece[];
}

export const rule = (selector: string, text: string, from: At | null = null, at: readonly string[] = []): Rule => ({
  at,
  selector,
  body: [{ text, from }],
});

/** Rules of minified CSS, one by one. Conditions are opened; other at-rules and nested rules stay as they are. */
export function readRules(css: string, at: readonly string[] = []): readonly Rule[] {
  const rules: Rule[] = [];
  let start = 0;
  for (let depth = 0, open = 0, index = 0; index < css.length; index++) {
    const character = css[index];
    if (character === '"') index = endOfString(css, index);
    else if (character === '{' && depth++ === 0) open = index;
    else if (character === '}' && --depth === 0) {
      const selector = css.slice(start, open).trim();
      const body = css.slice(open + 1, index);
      if (/^@(media|container|supports)\b/.test(selector)) rules.push(...readRules(body, [...at, selector]));
      else if (body !== '') rules.push(rule(selector, body, null, at));
      start = index + 1;
    }
  }
  return rules;
}

/** The text of rules, piece by piece. Neighbors under the same conditions share them. */
export function writeRules(rules: readonly Rule[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let around: readonly string[] = [];
  const move = (to: readonly string[]): void => {
    const same = to.findIndex((condition, index) => condition !== around[index]);
    const shared = same < 0 ? Math.min(to.length, around.length) : same;
    pieces.push({ text: '}'.repeat(around.length - shared), from: null });
    for (const condition of to.slice(shared)) pieces.push({ text: `${condition}{`, from: null });
    around = to;
  };
  for (const { at, selector, body } of rules) {
    move(at);
    pieces.push({ text: `${selector}{`, from: body[0]?.from ?? null });
    for (const [index, piece] of body.entries())
      pieces.push(index === 0 ? piece : { ...piece, text: `;${piece.text}` });
    pieces.push({ text: '}', from: null });
  }
  move([]);
  return pieces.filter(({ text }) => text !== '');
}

/** The text alone. */
export const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

function endOfString(css: string, start: number): number {
  let index = start + 1;
  while (index < css.length && css[index] !== '"') index += css[index] === '\\' ? 2 : 1;
  return index;
}
