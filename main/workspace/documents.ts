import { fail, type OpenDocument, ok, type Reply, type Request } from '#contract';
import { hashBytes } from '../store/blobs.ts';
import { journalIn } from '../store/journal.ts';
import type { Store } from '../store/open-store.ts';
import { isDiskFull, storeFailure } from '../store/store-failure.ts';
import { insideProject, isEditable, isVendored } from './paths.ts';
import { readDocument } from './read-document.ts';
import { writeWhole } from './write-file.ts';

/** What a file that is not there yet is saved against. */
export const newFile = '';

export interface DocumentPlace {
  readonly folder: string;
  readonly store: Store;
  readonly now: () => Date;
}

/** The draft if there is one, else the file. A draft outlives its file: what was typed is never out of reach. */
export function openDocument(place: DocumentPlace, path: string): Reply<'document.open'> {
  const file = readDocument(place.folder, path);
  const draft = journalIn(place.store.database).read(path);
  const readOnly = place.store.readOnly !== null || isVendored(path);
  if (draft && (file.ok || file.failure.code === 'document/not-found')) {
    const { text: fileText, hash: currentHash } = file.ok ? file.value : { text: '', hash: newFile };
    return ok({ path, text: draft.text, fileText, fileHash: draft.fileHash, currentHash, draft: true, readOnly });
  }
  if (!file.ok) return file;
  const { text, hash } = file.value;
  return ok({
    path,
    text,
    fileText: null,
    fileHash: hash,
    currentHash: hash,
    draft: false,
    readOnly,
  } satisfies OpenDocument);
}

/** Keeps an edit; one that is back at the file's own text needs no keeping. */
export function journalEdit(
  { folder, store, now }: DocumentPlace,
  { path, text, fileHash }: Request<'document.journal'>,
): Reply<'document.journal'> {
  const refused = refuse(folder, store, path);
  if (refused) return refused;
  const journal = journalIn(store.database);
  const at = now().toISOString();
  try {
    if (hashBytes(text) === fileHash) journal.forget(path);
    else journal.write({ path, text, fileHash, at });
    return ok({ at });
  } catch (error) {
    return journalFailure(path, error);
  }
}

/** Writes the file unless it is no longer the one the edit started from, and forgets the draft that is now in it. */
export function saveDocument(
  { folder, store }: DocumentPlace,
  { path, text, fileHash, overwrite }: Request<'document.save'>,
): Reply<'document.save'> {
  const refused = refuse(folder, store, path);
  if (refused) return refused;
  const place = insideProject(folder, path);
  if (!place) return fail('document/unwritable', `"${path}" is not a place in this project.`);
  const current = readDocument(folder, path);
  const currentHash = current.ok ? current.value.hash : current.failure.code === 'document/not-found' ? newFile : null;
  const newHash = hashBytes(text);
  if (!overwrite && currentHash !== fileHash && currentHash !== newHash) {
    return fail(
      'document/changed-outside',
      current.ok
        ? `Somebody changed "${path}" since you opened it. Compare, then keep yours or take theirs.`
        : `"${path}" was moved, deleted or replaced since you opened it. Save anyway to write it again.`,
    );
  }
  if (currentHash !== newHash) {
    const written = writeWhole(place, text);
    if (!written.ok) return written;
  }
  const journal = journalIn(store.database);
  if (journal.read(path)?.text === text) journal.forget(path);
  return ok({ fileHash: newHash });
}

/** Forgets the draft. */
export function revertDocument(place: DocumentPlace, path: string): Reply<'document.revert'> {
  if (!place.store.readOnly) journalIn(place.store.database).forget(path);
  return openDocument(place, path);
}

function refuse(folder: string, store: Store, path: string) {
  if (store.readOnly) return fail('document/read-only', store.readOnly);
  if (isVendored(path))
    return fail('document/read-only', `"${path}" is a released document of somebody else and cannot be changed here.`);
  if (!isEditable(path) || !insideProject(folder, path)) {
    return fail('document/unwritable', `"${path}" is not the name of a document in this project.`);
  }
  return null;
}

function journalFailure(path: string, error: unknown): Reply<'document.journal'> {
  if (isDiskFull(error)) {
    return fail(
      'document/disk-full',
      `The disk is full, so your edit of "${path}" is only in this window. Free some space, then save.`,
    );
  }
  const failure = storeFailure(error);
  if (!failure) throw error;
  return fail(
    'document/unwritable',
    `Your edit of "${path}" is only in this window. ${failure.message}`,
    failure.details,
  );
}
