import { mkdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Failure, fail, ok, type Result } from '#contract';
import { writeWhole } from '../workspace/write-file.ts';

/** Writes what came of a file; answers where it is. */
export type WriteInto = (file: string, text: string) => Result<string, Failure>;

/**
 * A file for each of `files` in a folder, which is made: below the folder that all of them have in common, with `ending`
 * instead of `.json`.
 */
export function writeInto(folder: string, files: readonly string[], ending: string): WriteInto {
  const common = commonFolder(files.map((file) => dirname(resolve(file))));
  return (file, text) => {
    const place = join(resolve(folder), relative(common, resolve(file)).replace(/(\.json)?$/, ending));
    try {
      mkdirSync(dirname(place), { recursive: true });
    } catch (error) {
      return fail('command/unwritable', `There is no place for "${place}": ${(error as Error).message}.`);
    }
    const written = writeWhole(place, text);
    return written.ok ? ok(place) : written;
  };
}

function commonFolder(folders: readonly string[]): string {
  let [common = '.'] = folders;
  for (const folder of folders) while (relative(common, folder).startsWith('..')) common = dirname(common);
  return common;
}
