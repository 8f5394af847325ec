/**
 * What a text comes to once its disguises are off: entities, percent and backslash escapes, full-width and look-alike
 * letters, invisible characters, capitals. For looking at only; nothing is ever replaced by it.
 */
export function normalize(text: string): string {
  let before = text;
  // Disguises are put over disguises; three layers are more than any reader of such text takes off.
  for (let round = 0; round < 3; round++) {
    const after = unescaped(before);
    if (after === before) break;
    before = after;
  }
  return before
    .normalize('NFKC')
    .replaceAll(invisible, '')
    .replaceAll(lookAlike, (letter) => latin.get(letter) ?? letter)
    .toLowerCase();
}

/** The same without white space and controls, which browsers drop inside of a scheme. */
export const squeeze = (normalized: string): string => normalized.replaceAll(blank, '');

const unescaped = (text: string): string =>
  text
    .replaceAll(/&#x0*([0-9a-f]{1,6});?/gi, (all, hex: string) => character(Number.parseInt(hex, 16), all))
    .replaceAll(/&#0*([0-9]{1,7});?/g, (all, digits: string) => character(Number(digits), all))
    .replaceAll(/&([a-z]{2,9});?/gi, (all, name: string) => entities.get(name.toLowerCase()) ?? all)
    .replaceAll(/\\u\{?([0-9a-f]{4,6})\}?/gi, (all, hex: string) => character(Number.parseInt(hex, 16), all))
    .replaceAll(/\\x([0-9a-f]{2})/gi, (all, hex: string) => character(Number.parseInt(hex, 16), all))
    .replaceAll(/%([0-9a-f]{2})/gi, (all, hex: string) => character(Number.parseInt(hex, 16), all));

const character = (code: number, otherwise: string): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;

/** Those that hide markup; a full list would find nothing more. */
const entities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
  ['colon', ':'],
  ['tab', '\t'],
  ['newline', '\n'],
  ['lpar', '('],
  ['rpar', ')'],
  ['sol', '/'],
  ['equals', '='],
  ['grave', '`'],
]);

const codes = (...ranges: readonly (readonly [from: number, to: number])[]): string =>
  ranges.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('');

/** Zero-width characters, marks of direction, soft hyphens, variation selectors, tags; controls that are no white space. */
const invisible = new RegExp(
  `[${codes([0x0, 0x8], [0xe, 0x1f], [0x7f, 0x9f], [0xad, 0xad], [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f], [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xe0000, 0xe007f])}]`,
  'gu',
);
const blank = new RegExp(`[\\s${codes([0x0, 0x20])}]`, 'gu');

/** Letters of other scripts that look like those of tags and schemes. */
const latin: ReadonlyMap<string, string> = new Map(
  [...'аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwѵvАAВBЕEКKМMНHОOРPСCТTХXαaοoρpνvιiυuɑaɡgıiſs'.matchAll(/(.)(.)/gu)].map(
    ([, other, own]) => [other!, own!] as const,
  ),
);
const lookAlike = new RegExp(`[${[...latin.keys()].join('')}]`, 'gu');
