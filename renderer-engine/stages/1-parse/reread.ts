import type { Json } from '../../document/types.ts';
import type { Limits } from '../../engine.ts';
import { isWithinBytes, scanJson } from './guard.ts';
import { readCleanJson } from './read-clean-json.ts';

/** A text in which nothing was wrong, what it says, and where each of its objects stands. */
export interface Reading {
  readonly text: string;
  readonly value: Json;
  /** In the order of the text; found when they are first needed, null when they cannot be told apart. */
  pieces: readonly Piece[] | null | undefined;
}

/** An object of the text. */
interface Piece {
  /** Offset of its `{`. */
  start: number;
  /** Offset of its `}`. */
  end: number;
  value: JsonMap;
  readonly parent: Piece | null;
  /** From the parent: a key, then positions in lists. */
  readonly path: readonly (string | number)[];
  /** Lists and objects around and with it. */
  readonly depth: number;
}

type JsonMap = { readonly [key: string]: Json };

export const readingOf = (text: string, value: Json): Reading => ({ text, value, pieces: undefined });

/**
 * Reads a text that is like the last one but for one place: only the object around that place is parsed again. All
 * others are the very same values as before, which is how later stages know that nothing in them has changed. Correct
 * because both texts are one object between the same two pieces of text; null when that cannot be said, or when the
 * object needs a closer look.
 */
export function reread(last: Reading, text: string, limits: Limits): Reading | null {
  if (text === last.text) return last;
  if (!isWithinBytes(text, limits.documentBytes)) return null;
  last.pieces ??= piecesOf(last.text, last.value, 0, null, []);
  if (!last.pieces) return null;
  const shared = commonEnds(last.text, text);
  const at = innermost(last.pieces, shared.start, last.text.length - shared.end);
  const old = last.pieces[at];
  if (!old?.parent) return null;
  const delta = text.length - last.text.length;
  const part = text.slice(old.start, old.end + delta + 1);
  const { problem, colons } = scanJson(part, limits.jsonDepth - old.depth + 1);
  const value = problem ? undefined : readCleanJson(part, colons, limits.stringBytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fresh = piecesOf(part, value, old.start, old.parent, old.path);
  return fresh && withPiece(last.pieces, at, fresh, delta, text);
}

/** The pieces of the new text: those of the old one moved, with the fresh ones in the place of one of them. */
function withPiece(
  pieces: readonly Piece[],
  at: number,
  fresh: readonly Piece[],
  delta: number,
  text: string,
): Reading {
  const old = pieces[at]!;
  let after = at + 1;
  while (after < pieces.length && pieces[after]!.start < old.end) after += 1;
  for (let next = after; next < pieces.length; next++) {
    pieces[next]!.start += delta;
    pieces[next]!.end += delta;
  }
  let value: JsonMap = fresh[0]!.value;
  let { path } = old;
  for (let around = old.parent; around; around = around.parent) {
    around.end += delta;
    around.value = replaced(around.value, path, value) as JsonMap;
    value = around.value;
    path = around.path;
  }
  return { text, value, pieces: [...pieces.slice(0, at), ...fresh, ...pieces.slice(after)] };
}

function replaced(value: Json, path: readonly (string | number)[], part: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return part;
  if (Array.isArray(value)) {
    const list = value.slice();
    list[key as number] = replaced(list[key as number]!, rest, part);
    return list;
  }
  const map = value as JsonMap;
  return { ...map, [key]: replaced(map[key]!, rest, part) };
}

/** The smallest piece whose braces both stand in what the texts share; -1 when there is none. */
function innermost(pieces: readonly Piece[], sharedStart: number, sharedEnd: number): number {
  for (let at = pieces.length - 1; at >= 0; at--) {
    const { start, end } = pieces[at]!;
    if (start < sharedStart && end >= sharedEnd) return at;
  }
  return -1;
}

/** How many characters two texts have in common at their starts, and of the rest at their ends. */
function commonEnds(a: string, b: string): { readonly start: number; readonly end: number } {
  const most = Math.min(a.length, b.length);
  const start = longest(most, (from, to) => a.slice(from, to) === b.slice(from, to));
  const end = longest(most - start, (from, to) => {
    return a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from);
  });
  return { start, end };
}

/** The greatest length at which everything is still equal; slices are compared by native code. */
function longest(most: number, isEqual: (from: number, to: number) => boolean): number {
  let low = 0;
  for (let high = most; low < high; ) {
    const middle = (low + high + 1) >> 1;
    if (isEqual(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Objects of a value beside the braces of its text, which come in the same order; null when they do not. */
function piecesOf(
  text: string,
  value: Json,
  offset: number,
  parent: Piece | null,
  path: Piece['path'],
): readonly Piece[] | null {
  const braces = bracesOf(text);
  const pieces: Piece[] = [];
  let inOrder = true;
  const visit = (item: Json, around: Piece | null, way: Piece['path'], depth: number): void => {
    if (typeof item !== 'object' || item === null) return;
    if (Array.isArray(item)) {
      for (let at = 0; at < item.length; at++) visit(item[at]!, around, [...way, at], depth + 1);
      return;
    }
    const map = item as JsonMap;
    const [start = 0, end = 0] = [braces[pieces.length * 2], braces[pieces.length * 2 + 1]];
    const piece: Piece = { start: start + offset, end: end + offset, value: map, parent: around, path: way, depth };
    pieces.push(piece);
    for (const key in map) {
      // Objects hold such keys in an order of their own.
      if (isPosition.test(key)) inOrder = false;
      visit(map[key]!, piece, [key], depth + 1);
    }
  };
  visit(value, parent, path, parent ? parent.depth + path.length : 1);
  return inOrder && pieces.length * 2 === braces.length ? pieces : null;
}

const isPosition = /^(?:0|[1-9]\d*)$/;

/** Offsets of each `{` and its `}`, in the order of the `{`. The text is strict JSON. */
function bracesOf(text: string): readonly number[] {
  const braces: number[] = [];
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) {
      for (at++; text.charCodeAt(at) !== 0x22; at++) if (text.charCodeAt(at) === 0x5c) at++;
    } else if (unit === 0x7b) {
      open.push(braces.length);
      braces.push(at, at);
    } else if (unit === 0x7d) braces[open.pop()! + 1] = at;
  }
  return braces;
}
