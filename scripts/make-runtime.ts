import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { minifySync } from 'vite';

/** Folder of the runtime file that pages load, and of what it is made of. */
const folder = new URL('../assets/runtime/', import.meta.url);

/** The runtime file as it is served: short names, no comments. */
export function minifiedRuntime(): string {
  const { code, errors } = minifySync('runtime.js', readFileSync(new URL('runtime.source.js', folder), 'utf8'));
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return code.endsWith('\n') ? code : `${code}\n`;
}

/** Writes `assets/runtime/runtime.js`. Run it after a change of its source: `node scripts/make-runtime.ts`. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(new URL('runtime.js', folder), minifiedRuntime());
