import { syntaxError } from './syntax-error.ts';

export type TokenKind = 'number' | 'text' | 'name' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The symbol or name as written; the decoded text of a string. */
  readonly text: string;
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** The token at or after `from`. Throws `SyntaxProblem` where there is none. */
export function readToken(source: string, from: number): Token {
  let start = from;
  while (isSpace(source.charCodeAt(start))) start++;
  if (start >= source.length) return { kind: 'end', text: '', number: 0, start, end: start };
  const first = source[start] as string;
  if (isDigit(first)) return readNumber(source, start);
  if (first === "'" || first === '"') return readText(source, start);
  if (isNameStart(first)) return readName(source, start);
  return readSymbol(source, start);
}

const twoCharacters = new Set(['=>', '==', '!=', '<=', '>=', '&&', '||', '??']);
const oneCharacter = new Set('+-*/%<>!?:|.,()[]{}');

/** What people bring along from other languages, and what it is here. */
const foreign: readonly (readonly [written: string, meant: string, sentence: string])[] = [
  ['===', '==', '"==" never converts here, so "===" is not needed.'],
  ['!==', '!=', '"!=" never converts here, so "!==" is not needed.'],
  ['?.', '.', '"." gives null when there is nothing, so "?." is not needed.'],
];

function readSymbol(source: string, start: number): Token {
  for (const [written, meant, sentence] of foreign) {
    if (!source.startsWith(written, start)) continue;
    const span = { start, end: start + written.length };
    // `a ?.5 : b` cannot be meant: numbers do not start with a point.
    syntaxError(sentence, span, {
      title: `Replace "${written}" with "${meant}"`,
      safe: true,
      replacement: meant,
      ...span,
    });
  }
  const two = source.slice(start, start + 2);
  const text = twoCharacters.has(two) ? two : two.charAt(0);
  if (text.length === 2 || oneCharacter.has(text))
    return { kind: 'symbol', text, number: 0, start, end: start + text.length };
  const span = { start, end: start + 1 };
  if (source[start] === '=') {
    syntaxError('A comparison is written "==".', span, {
      title: 'Replace "=" with "=="',
      safe: false,
      replacement: '==',
      ...span,
    });
  }
  if (source[start] === '&') syntaxError('"And" is written "&&".', span);
  if (source[start] === '`') syntaxError('Text stands between \' or " here.', span);
  return syntaxError(`The character "${characterAt(source, start)}" means nothing here.`, span);
}

const numberPattern = /(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

function readNumber(source: string, start: number): Token {
  numberPattern.lastIndex = start;
  const text = numberPattern.exec(source)?.[0] ?? '';
  const end = start + text.length;
  const next = source[end] ?? '';
  if (isDigit(next) || isNameStart(next)) {
    syntaxError('A number is written like 0, 12 or 3.5, without leading zeros or letters.', { start, end: end + 1 });
  }
  const number = Number(text);
  if (!Number.isFinite(number)) syntaxError('This number is too large.', { start, end });
  return { kind: 'number', text, number, start, end };
}

function readName(source: string, start: number): Token {
  let end = start + 1;
  while (end < source.length && (isNameStart(source[end] as string) || isDigit(source[end] as string))) end++;
  return { kind: 'name', text: source.slice(start, end), number: 0, start, end };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', "'": "'", '"': '"' };

function readText(source: string, start: number): Token {
  const quote = source[start];
  let text = '';
  let at = start + 1;
  for (; at < source.length && source[at] !== quote; at++) {
    if (source[at] !== '\\') {
      text += source[at];
      continue;
    }
    const letter = source[at + 1] ?? '';
    if (letter === 'u') {
      const [character, end] = readCodePoint(source, at);
      text += character;
      at = end - 1;
      continue;
    }
    // hasOwn, because "\constructor" is a possible mistake.
    if (!Object.hasOwn(escapes, letter)) {
      syntaxError('After "\\" only n, t, u{…}, a quote or another "\\" may stand.', { start: at, end: at + 2 });
    }
    text += escapes[letter];
    at++;
  }
  if (at >= source.length) syntaxError(`This text has no closing ${quote}.`, { start, end: source.length });
  return { kind: 'text', text, number: 0, start, end: at + 1 };
}

const codePointPattern = /\\u\{([0-9a-fA-F]{1,6})\}/y;

function readCodePoint(source: string, at: number): readonly [character: string, end: number] {
  codePointPattern.lastIndex = at;
  const match = codePointPattern.exec(source);
  const code = Number.parseInt(match?.[1] ?? '', 16);
  const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  if (!match || !isCharacter) {
    syntaxError('A character by number is written \\u{1F600}, with the number of a real character.', {
      start: at,
      end: at + 2,
    });
  }
  return [String.fromCodePoint(code), at + (match?.[0].length ?? 0)];
}

const characterAt = (source: string, at: number): string => String.fromCodePoint(source.codePointAt(at) ?? 0);
const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;
const isDigit = (character: string): boolean => character >= '0' && character <= '9';
const isNameStart = (character: string): boolean =>
  (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character === '_';
