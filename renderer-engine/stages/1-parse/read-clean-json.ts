import { forbiddenKeys } from '../../document/names.ts';
import type { Json } from '../../document/types.ts';

/**
 * The quick way for what tools write: strict JSON in which nothing is wrong. Undefined means: look closer with
 * `readJson`, which is about eight times slower because it tells what and where. `keysInText` are the colons outside of
 * strings: when the value has as many keys, none stood twice.
 */
export function readCleanJson(text: string, keysInText: number, longestText: number): Json | undefined {
  if (text.includes('\uFFFD') || mayHoldSurrogates(text) || !text.isWellFormed()) return undefined;
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  const keys = countKeys(value, longestText);
  return keys === keysInText ? value : undefined;
}

/** Written as escapes; most texts have none, which is seen sooner without a pattern. */
const mayHoldSurrogates = (text: string): boolean => text.includes('\\u') && /\\u[dD][89a-fA-F]/.test(text);

/** NaN when something in the value needs a closer look. Nesting was limited by the guard. */
function countKeys(value: Json, longestText: number): number {
  if (typeof value === 'string') return value.length > longestText ? Number.NaN : 0;
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : Number.NaN;
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += countKeys(item, longestText);
    return keys;
  }
  const map = value as Readonly<Record<string, Json>>;
  for (const key in map) {
    if (forbiddenKeys.has(key)) return Number.NaN;
    keys += 1 + countKeys(map[key]!, longestText);
  }
  return keys;
}
