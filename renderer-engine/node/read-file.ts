import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/** Something of a project that could not be used; the rest of the project still works. */
export interface FileProblem {
  readonly code:
    | 'file/unreadable'
    | 'file/alone'
    | 'file/too-large'
    | 'file/not-text'
    | 'file/outside'
    | 'project/too-many-files';
  /** Path below the project, with `/`. */
  readonly path: string;
  /** What happened, where, and what to do. */
  readonly message: string;
}

/** Bytes of a file, or why there are none. Looks at the size of the file it has open, so that it cannot grow meanwhile. */
export function readBytes(place: string, path: string, mostBytes: number): Buffer | FileProblem {
  try {
    const file = openSync(place, 'r');
    try {
      const { size } = fstatSync(file);
      if (size > mostBytes) {
        const most = `${Math.floor(mostBytes / 1_000_000)} MB`;
        return {
          code: 'file/too-large',
          path,
          message: `"${path}" is larger than ${most} and was left out. Make it smaller.`,
        };
      }
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return {
      code: 'file/unreadable',
      path,
      message: `"${path}" cannot be read (${reason}). Check that you may read it.`,
    };
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text of a UTF-8 file, or why there is none. */
export function readText(place: string, path: string, mostBytes: number): string | FileProblem {
  const bytes = readBytes(place, path, mostBytes);
  if (!Buffer.isBuffer(bytes)) return bytes;
  try {
    return decoder.decode(bytes);
  } catch {
    return { code: 'file/not-text', path, message: `"${path}" is not UTF-8 text and was left out. Save it as UTF-8.` };
  }
}
