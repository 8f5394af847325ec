import { readFileSync, statSync } from 'node:fs';

/**
 * What a file with a secret says now: it is read again once it has changed, so that a new secret needs no restart. As
 * long as it cannot be read, or `read` throws because it holds nothing usable, the last one counts. Throws the first time.
 */
export function secretFile<Value>(file: string, read: (text: string) => Value): () => Value {
  let seen = '';
  let last: { readonly value: Value } | null = null;
  return () => {
    try {
      const { mtimeMs, size, ino } = statSync(file);
      const now = `${mtimeMs} ${size} ${ino}`;
      if (now !== seen || last === null) {
        last = { value: read(readFileSync(file, 'utf8').trim()) };
        seen = now;
      }
    } catch (error) {
      if (last === null) throw error;
    }
    return last.value;
  };
}
