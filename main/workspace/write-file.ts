import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Failure, fail, ok, type Result } from '#contract';
import { isAlive } from '../host/is-alive.ts';

export type Unwritable = Failure<'document/read-only' | 'document/disk-full' | 'document/unwritable'>;

/**
 * Replaces a file as a whole: written under another name, synced, renamed, folder synced. Whenever the machine stops,
 * the file is the old one or the new one. Answers only when it is on disk.
 */
export function writeWhole(place: string, content: string | Uint8Array, mode?: number): Result<null, Unwritable> {
  const target = existsSync(place) ? realpathSync(place) : place;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    mkdirSync(dirname(target), { recursive: true });
    removeAbandoned(target);
    writeSynced(temporary, content, mode ?? modeOf(target));
    renameSync(temporary, target);
    syncFolder(dirname(target));
    return ok(null);
  } catch (error) {
    rmSync(temporary, { force: true });
    return { ok: false, failure: unwritable(basename(place), error) };
  }
}

/** Why a file could not be written, in a sentence. */
export function unwritable(name: string, error: unknown): Unwritable {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return fail(
      'document/disk-full',
      `The disk is full, so "${name}" was not saved. Free some space and save again.`,
      String(error),
    ).failure;
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return fail(
      'document/read-only',
      `"${name}" was not saved, because you may not write to its folder. Change its permissions, or copy the project elsewhere.`,
      String(error),
    ).failure;
  }
  if (/^E[A-Z0-9]+$/.test(code)) {
    return fail(
      'document/unwritable',
      `"${name}" was not saved, because the disk refused it (${code}). Your edits are kept as a draft; try again.`,
      String(error),
    ).failure;
  }
  throw error;
}

/** What a killed program left of its own try. */
function removeAbandoned(target: string): void {
  const prefix = `.${basename(target)}.`;
  for (const name of readdirSync(dirname(target))) {
    const id = name.startsWith(prefix) ? /^(\d+)\.tmp$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (id && !isAlive(Number(id))) rmSync(join(dirname(target), name), { force: true });
  }
}

function writeSynced(place: string, content: string | Uint8Array, mode: number): void {
  const file = openSync(place, 'w', mode);
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fchmodSync(file, mode);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const modeOf = (target: string) => (existsSync(target) ? statSync(target).mode & 0o777 : 0o644);

/** A rename is safe only once its folder is on disk. Windows cannot open folders, and does not need it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
