import { method } from './method.ts';

const path = { type: 'string', minLength: 1, maxLength: 1024 } as const;
const text = { type: 'string', maxLength: 20_000_000 } as const;
const hash = { type: 'string', maxLength: 80 } as const;

export interface OpenDocument {
  readonly path: string;
  /** What the editor shows: the draft if there is one, else the file. */
  readonly text: string;
  /** The file's own text while `text` is a draft, so that the two can be compared; null otherwise. */
  readonly fileText: string | null;
  /** sha256 of the file's bytes the text started from; send it back when saving, so that nobody's change is overwritten. */
  readonly fileHash: string;
  /** The file's hash as it is now: another one when somebody changed the file after the draft began; `''` when it is gone. */
  readonly currentHash: string;
  readonly draft: boolean;
  readonly readOnly: boolean;
}

type Unwritable = 'document/read-only' | 'document/disk-full' | 'document/unwritable';

export const documentMethods = {
  'document.open': method<
    { path: string },
    OpenDocument,
    'document/not-found' | 'document/not-text' | 'document/too-large' | 'document/unreadable'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['path'],
    properties: { path },
  }),
  /** Puts an edit into the journal (SQLite, synced before the answer). Called on every pause in typing. */
  'document.journal': method<{ path: string; text: string; fileHash: string }, { readonly at: string }, Unwritable>({
    type: 'object',
    additionalProperties: false,
    required: ['path', 'text', 'fileHash'],
    properties: { path, text, fileHash: hash },
  }),
  /** Writes the file (temp, sync, rename). `overwrite` takes a change made by others in between. */
  'document.save': method<
    { path: string; text: string; fileHash: string; overwrite: boolean },
    { readonly fileHash: string },
    Unwritable | 'document/changed-outside'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['path', 'text', 'fileHash', 'overwrite'],
    properties: { path, text, fileHash: hash, overwrite: { type: 'boolean' } },
  }),
  /** Forgets the draft; answers the file as it is. */
  'document.revert': method<
    { path: string },
    OpenDocument,
    'document/not-found' | 'document/not-text' | 'document/too-large' | 'document/unreadable'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['path'],
    properties: { path },
  }),
  /** A new file from a template, valid from the start. `id` as in language.md 2.1. */
  'document.create': method<
    { kind: 'page' | 'component'; id: string; title: string },
    { readonly path: string },
    Unwritable | 'document/exists' | 'document/bad-id'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'id', 'title'],
    properties: {
      kind: { type: 'string', enum: ['page', 'component'] },
      id: { type: 'string', maxLength: 200 },
      title: { type: 'string', minLength: 1, maxLength: 200 },
    },
  }),
};
