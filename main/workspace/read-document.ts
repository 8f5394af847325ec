import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { type Failure, fail, ok, type Result } from '#contract';
import { hashBytes } from '../store/blobs.ts';
import { insideProject, isEditable } from './paths.ts';

export interface DocumentFile {
  readonly text: string;
  /** sha256 of the file's bytes. */
  readonly hash: string;
}

export type Unreadable = Failure<
  'document/not-found' | 'document/not-text' | 'document/too-large' | 'document/unreadable'
>;

/** More than anyone writes by hand, and what the contract carries. */
const mostBytes = 20_000_000;

/** A document's text, exactly as the file has it. A byte order mark is kept, so that saving changes nothing else. */
export function readDocument(folder: string, path: string): Result<DocumentFile, Unreadable> {
  const place = isEditable(path) ? insideProject(folder, path) : null;
  if (!place) return fail('document/not-found', `There is no document "${path}" in this project.`);
  try {
    return decode(path, readAtMost(place));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return fail('document/not-found', `"${path}" is not there any more. It may have been moved or deleted.`);
    }
    return fail(
      'document/unreadable',
      `"${path}" cannot be read. Check that it is a file you may read.`,
      String(error),
    );
  }
}

/** Null when the file is larger than we take. */
function readAtMost(place: string): Buffer | null {
  const file = openSync(place, 'r');
  try {
    return fstatSync(file).size > mostBytes ? null : readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function decode(path: string, bytes: Buffer | null): Result<DocumentFile, Unreadable> {
  if (!bytes || bytes.length > mostBytes) {
    return fail('document/too-large', `"${path}" is larger than 20 MB. Split it, or open it in another editor.`);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return ok({ text, hash: hashBytes(bytes) });
  } catch {
    return fail(
      'document/not-text',
      `"${path}" is not UTF-8 text. Save it as UTF-8 in another editor and open it again.`,
    );
  }
}
