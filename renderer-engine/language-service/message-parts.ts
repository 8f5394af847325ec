/** Where a cursor stands in a MessageFormat 2 text, and the word being written there. Offsets count in that text. */
export type InMessage = {
  readonly word: { readonly start: number; readonly end: number };
  /** The brace around it has its other half. */
  readonly isClosed: boolean;
} & (
  | { readonly kind: 'argument' | 'selector' | 'function' | 'declaration' | 'variant' | 'words' }
  /** Behind a function, and behind the `=` of one of its options. */
  | { readonly kind: 'option'; readonly name: string }
  | { readonly kind: 'option-value'; readonly name: string; readonly option: string }
  /** `open`: what is marked up and not ended yet. */
  | { readonly kind: 'markup'; readonly open: string | null }
);

/** The part at an offset; texts are read as far as they go, broken ones too. */
export function inMessage(text: string, offset: number): InMessage {
  return { ...partAt(text, offset), isClosed: /^[^{}]*\}/.test(text.slice(offset)) } as InMessage;
}

type Part<Kind = InMessage> = Kind extends InMessage ? Omit<Kind, 'isClosed'> : never;

function partAt(text: string, offset: number): Part {
  const opening = openBrace(text, offset);
  if (opening === null) return outside(text, offset);
  const before = text.slice(opening + 1, offset);
  const back = (pattern: RegExp) => ({
    start: offset - (pattern.exec(before)?.[0].length ?? 0),
    end: wordEnd(text, offset),
  });
  if (/^\s*[#/]/.test(before)) {
    return { kind: 'markup', open: openMarkup(text.slice(0, opening)), word: back(/[#/][\w-]*$/) };
  }
  const name = /:([\w-]*)/.exec(before)?.[1];
  if (name === undefined) return { kind: 'argument', word: back(/\$?[\w-]*$/) };
  if (/:[\w-]*$/.test(before)) return { kind: 'function', word: back(/:[\w-]*$/) };
  const option = /([\w-]+)\s*=\s*[\w-]*$/.exec(before)?.[1];
  const word = back(/[\w-]*$/);
  return option === undefined ? { kind: 'option', name, word } : { kind: 'option-value', name, option, word };
}

/** Outside of braces: words, or in a text that begins with a dot, what is declared and chosen. */
function outside(text: string, offset: number): Part {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const word = (length: number) => ({ start: offset - length, end: wordEnd(text, offset) });
  if (/^\s*\.[a-z]*$/.test(line)) return { kind: 'declaration', word: word(line.trimStart().length) };
  const selector = /^\s*\.match\s(?:.*\s)?(\$?[\w-]*)$/.exec(line)?.[1];
  if (selector !== undefined) return { kind: 'selector', word: word(selector.length) };
  const isChosen = /(^|\n)\s*\.match\b/.test(text.slice(0, offset - line.length));
  if (isChosen && /^\s*[\w*]*$/.test(line)) return { kind: 'variant', word: word(line.trimStart().length) };
  const begun = /^\s*\w*$/.test(text.slice(0, offset)) ? offset : 0;
  return { kind: 'words', word: word(begun) };
}

/** The brace of the expression around an offset; null in plain words. `{{` opens words again. */
function openBrace(text: string, offset: number): number | null {
  let opening: number | null = null;
  for (let at = 0; at < offset; at++) {
    const sign = text[at];
    if (sign === '\\') at++;
    else if (sign === '{' && text[at + 1] === '{' && at + 1 < offset) {
      opening = null;
      at++;
    } else if (sign === '{') opening = at;
    else if (sign === '}') opening = null;
    else if (sign === '|' && opening !== null) {
      const end = text.indexOf('|', at + 1);
      // Inside a literal nothing is named.
      if (end < 0 || end >= offset) return null;
      at = end;
    }
  }
  return opening;
}

function openMarkup(text: string): string | null {
  let open: string | null = null;
  for (const [, sign, name = ''] of text.matchAll(/\{\s*([#/])([\w-]+)/g)) open = sign === '#' ? name : null;
  return open;
}

const wordEnd = (text: string, offset: number): number =>
  offset + (/^[\w-]*/.exec(text.slice(offset))?.[0].length ?? 0);
