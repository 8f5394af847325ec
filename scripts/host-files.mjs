import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The window has a build of its own, and so has Electron's side of the app. */
const folders = ['main', 'renderer-engine', 'server', 'visual-tests', 'scripts'];
const isLeftOut = /\.(test|testing|d)\.ts$|(^|[\\/])(bench|testing|electron|electron-double)[\\/]/;

/** TypeScript that command line, server and app run in Node, as absolute paths. */
export const hostFiles = () =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts') && !isLeftOut.test(name))
      .map((name) => join(root, folder, name)),
  );

/** Changes when one of them does, or Node. */
export function hostFilesStamp() {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of hostFiles()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
