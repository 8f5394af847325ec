import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A browser must not outlive whoever started it, even when that one is killed and can clean nothing up. Linux ends a
 * process with its parent when it is asked to; elsewhere a browser that lost its connection ends by itself, or stays.
 */
const setpriv = '/usr/bin/setpriv';
const ending = ['--pdeathsig', 'KILL', '--'];
const canGuard = process.platform === 'linux' && existsSync(setpriv);

/** The command as a program and its arguments, ended with this process. */
export const guarded = (program: string, args: readonly string[]): readonly [string, readonly string[]] =>
  canGuard ? [setpriv, [...ending, program, ...args]] : [program, args];

/** A program for somebody who starts it by its path only. */
export interface GuardedStart {
  readonly path: string;
  /** Once it runs: what ends it at once, with every process it has started. */
  started(): () => void;
}

let folder: string | null = null;
let starts = 0;

/** The same as one file, which writes down the number of its process; both are there until it runs. */
export function guardedStart(program: string): GuardedStart {
  if (!canGuard) return { path: program, started: () => () => {} };
  if (!folder || !existsSync(folder)) {
    const fresh = mkdtempSync(join(tmpdir(), 'studio-browsers-'));
    folder = fresh;
    process.once('exit', () => rmSync(fresh, { recursive: true, force: true }));
  }
  const path = join(folder, `start-${++starts}`);
  const number = `${path}.number`;
  const lines = ['#!/bin/sh', `echo $$ > "${number}"`, `exec ${setpriv} ${ending.join(' ')} ${quoted(program)} "$@"`];
  writeFileSync(path, `${lines.join('\n')}\n`);
  chmodSync(path, 0o755);
  return {
    path,
    started() {
      const id = Number(readFileSync(number, 'utf8'));
      for (const file of [path, number]) rmSync(file, { force: true });
      return () => killGroup(id);
    },
  };
}

const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;

/** It leads a group of processes, as whoever starts it sees to. */
function killGroup(id: number): void {
  try {
    process.kill(-id, 'SIGKILL');
  } catch {
    // They are gone already.
  }
}
