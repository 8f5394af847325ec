import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

let folder: string | null = null;
const made = new Map<string, string>();

/** The same as one file, for those who start a program by its path only. It lies in the temporary folder till the end. */
export function guardedProgram(program: string): string {
  if (!canGuard) return program;
  const known = made.get(program);
  if (known && existsSync(known)) return known;
  if (!folder || !existsSync(folder)) {
    const fresh = mkdtempSync(join(tmpdir(), 'studio-browsers-'));
    folder = fresh;
    process.once('exit', () => rmSync(fresh, { recursive: true, force: true }));
  }
  const file = join(folder, `start-${made.size}`);
  writeFileSync(file, `#!/bin/sh\nexec ${setpriv} ${ending.join(' ')} '${program.replaceAll("'", `'\\''`)}' "$@"\n`);
  chmodSync(file, 0o755);
  made.set(program, file);
  return file;
}
