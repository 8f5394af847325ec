import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/** RFC 8785 text of a JSON value. Throws on what JSON cannot carry (undefined, NaN, lone surrogates). */
export function canonical(value: unknown): string {
  const text = write(value, 0);
  if (text === undefined) throw new TypeError('Only JSON values have a canonical form.');
  return text;
}

/** No document is nested deeper; what is goes to the package, which is slower and does not recurse. */
const deepest = 200;

/** As `JSON.stringify` with sorted keys; undefined for what JSON leaves out. */
function write(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return writeText(value);
  if (typeof value !== 'object' || value === null || depth > deepest) return canonicalize(value);
  if (Array.isArray(value)) return writeList(value, depth + 1);
  return writeMap(value as Readonly<Record<string, unknown>>, depth + 1);
}

function writeList(list: readonly unknown[], depth: number): string {
  let text = '[';
  for (let at = 0; at < list.length; at++) text += (at === 0 ? '' : ',') + (write(list[at], depth) ?? 'null');
  return `${text}]`;
}

function writeMap(map: Readonly<Record<string, unknown>>, depth: number): string {
  let text = '';
  for (const key of sorted(Object.keys(map))) {
    const item = write(map[key], depth);
    if (item !== undefined) text += `${text === '' ? '' : ','}${writeText(key)}:${item}`;
  }
  return `{${text}}`;
}

/** Most keys are few and in order or nearly so, and for them `sort` is mostly set-up. */
function sorted(keys: string[]): readonly string[] {
  if (keys.length > fewKeys) return keys.sort();
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at]!;
    let to = at;
    for (; to > 0 && keys[to - 1]! > key; to--) keys[to] = keys[to - 1]!;
    keys[to] = key;
  }
  return keys;
}

const fewKeys = 12;

function writeText(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('A text with half of a surrogate pair has no canonical form.');
  return JSON.stringify(text);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `sha256-<base64url>` of UTF-8 text (language.md 9.5). */
export function hashText(text: string): string {
  return `sha256-${base64url(sha256(utf8ToBytes(text)))}`;
}

/** `sha256-<base64url>` of a value's canonical form. */
export const hashJson = (value: unknown): string => hashText(canonical(value));

/** First 12 hex digits of sha256 of text: short names in addresses and classes. */
export function shortHash(text: string): string {
  const bytes = sha256(utf8ToBytes(text));
  return Array.from(bytes.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function base64url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const group = (a << 16) | (b << 8) | c;
    const characters = [18, 12, 6, 0].map((shift) => alphabet[(group >> shift) & 63] ?? '').join('');
    text += characters.slice(0, Math.min(4, bytes.length - i + 1));
  }
  return text;
}
