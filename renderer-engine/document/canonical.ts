import canonicalize from 'canonicalize';
import { digest } from './digest.ts';
import { inOnePiece } from './one-piece.ts';
import type { Json } from './types.ts';

/**
 * RFC 8785 text of a JSON value. Throws on what JSON cannot carry (undefined, NaN, lone surrogates). `known` keeps the
 * texts of its maps for a next time, by identity: nobody may change them.
 */
export function canonical(value: unknown, known?: WeakMap<object, string>): string {
  const text = known ? write(value, 0, known) : (orderedText(value) ?? write(value, 0));
  if (text === undefined) throw new TypeError('Only JSON values have a canonical form.');
  return text;
}

/** As `canonical`, for values that go out in pages: halves of characters become U+FFFD there, as in all their text. */
export function sentJson(value: Json): string {
  try {
    return canonical(value);
  } catch (error) {
    if (!(error instanceof HalfCharacterError)) throw error;
    return canonical(JSON.parse(JSON.stringify(value).replace(escapes, whole)));
  }
}

/** Every escape of JSON text is met, so that an escaped backslash is not taken for the start of one. */
const escapes = /\\(?:ud[89a-f][0-9a-f]{2}|.)/g;
const whole = (written: string): string => (written.length > 2 ? '\\ufffd' : written);

class HalfCharacterError extends TypeError {}

/** No document is nested deeper; what is goes to the package, which is slower and does not recurse. */
const deepest = 300;

/** Whether the keys of all maps are sorted as they are, which is so for most of a program; and all is plain JSON. */
function isInOrder(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > deepest) return false;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) if (!isInOrder(value[at], depth + 1)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  let last = '';
  for (const key in value) {
    if (key < last || !isInOrder((value as Readonly<Record<string, unknown>>)[key], depth + 1)) return false;
    last = key;
  }
  return true;
}

/** What is in order, native code writes at once. It escapes halves of surrogate pairs, which have no canonical form. */
function orderedText(value: unknown): string | undefined {
  const text = isInOrder(value, 0) ? JSON.stringify(value) : undefined;
  return text?.includes('\\ud') ? undefined : text;
}

/** As `JSON.stringify` with sorted keys; undefined for what JSON leaves out. */
function write(value: unknown, depth: number, known?: WeakMap<object, string>): string | undefined {
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number' && Number.isFinite(value)) return `${value}`;
  if (typeof value !== 'object' || value === null || depth > deepest) return canonicalize(value);
  if (Array.isArray(value)) return writeList(value, depth + 1, known);
  return writeMap(value as Readonly<Record<string, unknown>>, depth + 1, known);
}

function writeList(list: readonly unknown[], depth: number, known?: WeakMap<object, string>): string {
  let text = '[';
  for (let at = 0; at < list.length; at++) text += (at === 0 ? '' : ',') + (write(list[at], depth, known) ?? 'null');
  return `${text}]`;
}

function writeMap(map: Readonly<Record<string, unknown>>, depth: number, known?: WeakMap<object, string>): string {
  const before = known?.get(map);
  if (before !== undefined) return before;
  let text = '';
  for (const key of sorted(Object.keys(map))) {
    const item = write(map[key], depth, known);
    if (item !== undefined) text += (text === '' ? '' : ',') + keyText(key) + item;
  }
  const whole = `{${text}}`;
  if (known && whole.length >= worthKeeping && whole.length <= longest) known.set(map, inOnePiece(whole));
  return whole;
}

/** Characters; less is written again as quickly as it is found. */
const worthKeeping = 200;
/** What is longer stands around most of a document: it changes with every edit, and to join it early costs a copy. */
const longest = 65_536;

/** The canonical form of a map of which the canonical form of every value is there already. */
export function canonicalMap(texts: Readonly<Record<string, string>>): string {
  const keys = Object.keys(texts).sort();
  return `{${keys.map((key) => keyText(key) + texts[key]).join(',')}}`;
}

/** `"key":`; documents have few keys and say them again and again. */
function keyText(key: string): string {
  const known = keyTexts.get(key);
  if (known !== undefined) return known;
  const made = `${writeText(key)}:`;
  if (keyTexts.size < mostKeyTexts && key.length <= shortText) keyTexts.set(key, inOnePiece(made));
  return made;
}

const keyTexts = new Map<string, string>();
const mostKeyTexts = 1_000;

/** Most keys are few and in order or nearly so, and for them `sort` is mostly set-up. */
function sorted(keys: string[]): readonly string[] {
  if (keys.length > fewKeys) return keys.sort();
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at]!;
    let to = at;
    for (; to > 0 && isBefore(key, keys[to - 1]!); to--) keys[to] = keys[to - 1]!;
    keys[to] = key;
  }
  return keys;
}

const fewKeys = 12;

/** Most keys differ in their first letter. */
function isBefore(key: string, other: string): boolean {
  const difference = key.charCodeAt(0) - other.charCodeAt(0);
  return difference === 0 || Number.isNaN(difference) ? key < other : difference < 0;
}

/** Most texts are short and hold nothing to escape; for them a loop is faster than a call of native code. */
const shortText = 40;

function writeText(text: string): string {
  if (text.length <= shortText && isPlain(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new HalfCharacterError('A text with half of a surrogate pair has no canonical form.');
  return JSON.stringify(text);
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || unit >= 0xd800) return false;
  }
  return true;
}

/** `sha256-<base64url>` of UTF-8 text (language.md 9.5). */
export const hashText = (text: string): string => `sha256-${digest(text, 'base64url')}`;

/** `sha256-<base64url>` of a value's canonical form. */
export const hashJson = (value: unknown): string => hashText(canonical(value));

/** First 12 hex digits of sha256 of text: short names in addresses and classes. */
export const shortHash = (text: string): string => digest(text, 'hex').slice(0, 12);
