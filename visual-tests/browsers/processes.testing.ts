import { readdirSync, readFileSync } from 'node:fs';

export interface Process {
  readonly id: number;
  readonly command: string;
}

/** Every process below this one that still runs, as Linux tells it. */
export function processesBelow(root: number = process.pid): readonly Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // "12 (some name) S 1 …": the name may hold anything but the last bracket.
        const [, command = '', state, parent] =
          /\((.*)\) (\S) (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        return state === 'Z' ? [] : [{ id: Number(name), command, parent: Number(parent) }];
      } catch {
        return []; // It ended while it was looked at.
      }
    });
  const below = (id: number): readonly Process[] =>
    all.filter(({ parent }) => parent === id).flatMap((child) => [child, ...below(child.id)]);
  return below(root);
}

/** Those of a browser: what the test runner itself has started is left out. */
export const browserProcesses = (): readonly Process[] =>
  processesBelow().filter(({ command }) => /chrom|firefox|WebKit|MiniBrowser|Xvfb|Web Content|start-\d/i.test(command));

/** Whether a process still runs; one that has ended and waits to be counted by its parent does not. */
export function isAlive(id: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${id}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
