import type { Difference, StyleChange } from './differences.ts';
import type { Pair } from './pair.ts';

/** Styles named in one sentence; of the others it says how many. */
const mostStyles = 6;
const longestText = 80;

/** What a node was and what it is, in sentences. */
export function explainChange({ before, after }: Pair, difference: Difference | null, changedPixels: number): string {
  if (!before) return `It was not there before${quoted(after?.text)}.`;
  if (!after || !difference) return `It is gone${quoted(before.text)}.`;
  const sentences = [
    difference.text ? explainText(before.text, after.text) : null,
    difference.style.length > 0 ? explainStyle(difference.style) : null,
    explainSize(difference, before.box, after.box),
    explainMove(difference.moved),
  ].filter((sentence) => sentence !== null);
  if (sentences.length > 0) return sentences.join(' ');
  return difference.inherited
    ? 'It is drawn as the node around it.'
    : `${count(changedPixels)} of its pixels are drawn differently, with the same text, style and place.`;
}

function explainText(before: string, after: string): string {
  if (before === '') return `It says ${quote(after)} now and said nothing before.`;
  return after === '' ? `It said ${quote(before)} and says nothing now.` : `${differing(before, after)}.`;
}

/** Long texts are shown around the place where they begin to differ. */
function differing(before: string, after: string): string {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const from = Math.max(0, Math.min(same - 20, Math.max(before.length, after.length) - longestText));
  const part = (text: string) => quote(from > 0 ? `…${text.slice(from)}` : text);
  return `It said ${part(before)} and says ${part(after)} now`;
}

/** What is said once where all sides, or all corners, changed alike. */
const together: readonly (readonly [name: string, parts: readonly string[]])[] = [
  ['border', ['top', 'right', 'bottom', 'left'].map((side) => `border-${side}`)],
  [
    'border-radius',
    ['top-left', 'top-right', 'bottom-left', 'bottom-right'].map((corner) => `border-${corner}-radius`),
  ],
];

function inShort(all: readonly StyleChange[]): readonly StyleChange[] {
  return together.reduce((style, [name, parts]) => {
    const own = style.filter(({ property }) => parts.includes(property));
    const [first] = own;
    const isOne = own.length === parts.length && own.every((one) => isAlike(one, first));
    if (!first || !isOne) return style;
    return style.flatMap((one) => (one === first ? { ...one, property: name } : own.includes(one) ? [] : one));
  }, all);
}

const isAlike = (one: StyleChange, other: StyleChange | undefined): boolean =>
  one.before === other?.before && one.after === other.after;

function explainStyle(all: readonly StyleChange[]): string {
  const style = inShort(all);
  const named = style.slice(0, mostStyles).map(({ property, before, after }) => {
    return `${property} was ${before ?? 'not set'} and is ${after ?? 'not set'} now`;
  });
  const more = style.length > mostStyles ? `, and ${style.length - mostStyles} more` : '';
  return `Its ${named.join(', ')}${more}.`;
}

function explainSize({ grown }: Difference, before: readonly number[], after: readonly number[]): string | null {
  if (grown[0] === 0 && grown[1] === 0) return null;
  return `It was ${before[2]} × ${before[3]} and is ${after[2]} × ${after[3]} now.`;
}

function explainMove([right, down]: Difference['moved']): string | null {
  const parts = [
    down === 0 ? null : `${Math.abs(down)} ${down > 0 ? 'down' : 'up'}`,
    right === 0 ? null : `${Math.abs(right)} to the ${right > 0 ? 'right' : 'left'}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `It moved ${parts.join(' and ')}.`;
}

const quoted = (text: string | undefined): string => (text ? `: ${quote(text)}` : '');
const quote = (text: string): string => `"${text.length > longestText ? `${text.slice(0, longestText)}…` : text}"`;
const count = (pixels: number): string => pixels.toLocaleString('en-US');
