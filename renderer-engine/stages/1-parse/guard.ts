import type { Limits } from '../../engine.ts';

/** A limit the raw text breaks, and where. */
export interface GuardProblem {
  readonly limit: string;
  readonly value: number;
  readonly most: number;
  readonly offset: number;
}

/** What one pass over the characters found out. */
export interface Guarded {
  readonly problem: GuardProblem | null;
  /** Colons outside of strings and comments. */
  readonly colons: number;
}

/** Size and nesting, before any parser sees the text: parsers recurse, and 10,000 brackets overflow their stack. */
export function guard(text: string, limits: Limits): Guarded {
  const bytes = utf8Length(text, limits.documentBytes);
  if (bytes > limits.documentBytes) {
    const problem = { limit: 'the document in bytes', value: bytes, most: limits.documentBytes, offset: 0 };
    return { problem, colons: 0 };
  }
  return scanJson(text, limits.jsonDepth);
}

/** Whether a text has at most that many bytes in UTF-8. */
export const isWithinBytes = (text: string, most: number): boolean => utf8Length(text, most) <= most;

function utf8Length(text: string, enough: number): number {
  if (text.length > enough || text.length * 3 <= enough) return text.length;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate is half of a four-byte character.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}

const [quote, backslash, slash, star, colon, lineFeed] = [0x22, 0x5c, 0x2f, 0x2a, 0x3a, 0x0a];

/** Nesting and colons of a part of a document. */
export function scanJson(text: string, most: number): Guarded {
  let depth = 0;
  let colons = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === quote) i = endOfString(text, i);
    else if (unit === slash) i = endOfComment(text, i);
    else if (unit === colon) colons++;
    else if (unit === 0x5b || unit === 0x7b) {
      if (++depth <= most) continue;
      return { problem: { limit: 'the nesting of lists and objects', value: depth, most, offset: i }, colons };
    } else if (unit === 0x5d || unit === 0x7d) depth--;
  }
  return { problem: null, colons };
}

/** The closing quote, or the end of the line: JSON strings do not span lines. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  for (; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === backslash) i++;
    else if (unit === quote || unit === lineFeed) return i;
  }
  return i;
}

function endOfComment(text: string, start: number): number {
  const next = text.charCodeAt(start + 1);
  if (next === slash) return endOr(text, text.indexOf('\n', start));
  if (next === star) return endOr(text, text.indexOf('*/', start + 2), 1);
  return start;
}

const endOr = (text: string, found: number, more = 0): number => (found < 0 ? text.length : found + more);
