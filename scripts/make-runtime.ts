import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { minifySync } from 'vite';

/** Folder of the files that pages load, and of what they are made of. */
const folder = new URL('../assets/runtime/', import.meta.url);

/** What pages do beyond HTML and htmx, what moves late sections of a stream, and what tells how a page does. */
export type RuntimeScript = 'runtime' | 'stream' | 'beacon';

/** A runtime file as it is served: short names, no comments. */
export function minifiedRuntime(name: RuntimeScript): string {
  const { code, errors } = minifySync(`${name}.js`, readFileSync(new URL(`${name}.source.js`, folder), 'utf8'));
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return code.endsWith('\n') ? code : `${code}\n`;
}

/** Writes `assets/runtime/*.js`. Run it after a change of a source: `node scripts/make-runtime.ts`. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const name of ['runtime', 'stream', 'beacon'] as const)
    writeFileSync(new URL(`${name}.js`, folder), minifiedRuntime(name));
