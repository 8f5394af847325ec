import { mkdirSync } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OuterCache } from '../cache/layered-cache.ts';
import { digest } from '../document/digest.ts';

const oneDay = 24 * 60 * 60 * 1_000;
const largest = 32 * 2 ** 20;

/**
 * A level of a cache that outlives the process: a file per key in a folder, which is made when it is not there. Files
 * are renamed into place, so that several processes may share a folder. Throws when the folder cannot be made.
 */
export function folderCache(folder: string, now: () => number): OuterCache {
  mkdirSync(folder, { recursive: true });
  const placeOf = (key: string): string => join(folder, `${digest(key, 'hex')}.json`);
  let writes = 0;
  return {
    name: 'folder',
    mostBytes: largest,
    lifetime: oneDay,
    async get(key) {
      const place = placeOf(key);
      try {
        const { mtimeMs } = await stat(place);
        return now() - mtimeMs < oneDay ? await readFile(place, 'utf8') : null;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async set(key, text) {
      const place = placeOf(key);
      const temporary = `${place}.${process.pid}.${writes++}.tmp`;
      try {
        await writeFile(temporary, text);
        await rename(temporary, place);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
  };
}
