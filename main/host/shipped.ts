import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder that ships with the program (`assets`, `dist/app`), found upwards from this file: sources and packages differ. */
export function shippedFolder(name: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`"${name}" should have shipped with the program.`);
    folder = parent;
  }
  return join(folder, name);
}
