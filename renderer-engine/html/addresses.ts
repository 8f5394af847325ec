import type { Json } from '../document/types.ts';
import { asText } from './writer.ts';

/** A part of an address. Halves of characters, which no address can hold, become U+FFFD as everywhere in a page. */
export const encodePart = (text: string): string => encodeURIComponent(text.toWellFormed());

/** First 12 hex digits of a `sha256-<base64url>` hash, as addresses carry it (language.md 9.5). */
export function hexOfHash(hash: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const digits = hash.slice('sha256-'.length, 'sha256-'.length + 8);
  let bits = 0n;
  for (const digit of digits) bits = (bits << 6n) | BigInt(Math.max(0, alphabet.indexOf(digit)));
  return bits.toString(16).padStart(12, '0').slice(0, 12);
}

/** `{base}_ui/assets/{hash12}/{name}`. */
export function assetAddress(base: string, hash: string, path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return `${base}_ui/assets/${hexOfHash(hash)}/${encodePart(name)}`;
}

/** `{base}_ui/styles/{hash12}.css`: the same sheet has the same address everywhere. */
export const sheetAddress = (base: string, hash: string): string => `${base}_ui/styles/${hexOfHash(hash)}.css`;

/** A route with its path params filled in, below the site's base; null when one is missing. */
export function routeAddress(base: string, route: string, params: Readonly<Record<string, Json>>): string | null {
  const used = new Set<string>();
  let complete = true;
  const path = route.replace(/\{([^}]+)\}/g, (_, name: string) => {
    used.add(name);
    const value = asText(params[name] ?? null);
    if (value === '') complete = false;
    return encodePart(value);
  });
  if (!complete) return null;
  const rest = Object.fromEntries(Object.entries(params).filter(([name]) => !used.has(name)));
  return base.replace(/\/$/, '') + path + queryOf(rest);
}

/** Canonical query: sorted by name, nulls left out, lists by repeated name (language.md 4.5). */
export function queryOf(params: Readonly<Record<string, Json>>): string {
  const pairs = Object.keys(params)
    .sort()
    .flatMap((name) => {
      const value = params[name] ?? null;
      const values = Array.isArray(value) ? value : value === null ? [] : [value];
      return values.map((item) => `${encodeQuery(name)}=${encodeQuery(asText(item))}`);
    });
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

const encodeQuery = (text: string): string => encodePart(text).replaceAll('%20', '+');
