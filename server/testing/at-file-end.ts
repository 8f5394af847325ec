import { afterAll } from 'vitest';
import type { AtEnd } from './temporary-server.ts';

/** Keeps what is to be done after the last test of a file, the newest first. Called while the file is read. */
export function atFileEnd(): AtEnd {
  const ends: (() => void | Promise<void>)[] = [];
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  return (end) => void ends.push(end);
}
