import { digest } from '../document/digest.ts';
import type { Json } from '../document/types.ts';

/** Every DOM id starts with it, so that no id can clobber a global or a form property (language.md 4.4). */
export const idPrefix = 'ui-';

/**
 * A loop key inside an address: `[A-Za-z0-9-]` stay, other UTF-16 units are `_` and 4 hex digits, long ones a hash. A
 * hyphen before another one or at the end is encoded too, because `--` joins the parts of an address.
 */
export function encodeKey(key: Json): string {
  const text = typeof key === 'string' ? key : String(key);
  if (/^(?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,64}$/.test(text)) return text;
  const encoded = text.replace(/[^A-Za-z0-9-]|-(?![A-Za-z0-9])/gu, encodeUnits);
  return encoded.length <= 64 ? encoded : digest(encoded, 'hex').slice(0, 16);
}

function encodeUnits(character: string): string {
  let result = '';
  for (let i = 0; i < character.length; i++) result += `_${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return result;
}
