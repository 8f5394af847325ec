import { cpSync, readFileSync } from 'node:fs';
import { join, matchesGlob, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Whether a file, named from the root of the project, goes along to where the image is made: the last line counts. */
export function isSent(file: string): boolean {
  const lines = readFileSync(join(import.meta.dirname, 'Dockerfile.dockerignore'), 'utf8').split('\n');
  let sent = true;
  for (const line of lines.filter((text) => text !== '' && !text.startsWith('#'))) {
    const [pattern, value] = line.startsWith('!') ? [line.slice(1), true] : [line, false];
    if (pattern === '*' || matchesGlob(file, pattern) || matchesGlob(file, `${pattern}/**`)) sent = value;
  }
  return sent;
}

/** Copies what COPY would, as far as it is sent. */
export function copySent(from: string, to: string): void {
  cpSync(join(root, from), to, {
    recursive: true,
    filter: (source) => {
      const file = relative(root, source);
      return isSent(file) && !source.includes('/node_modules/');
    },
  });
}
