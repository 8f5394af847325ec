import type { Comparison, Dependent } from '#engine';
import { method } from './method.ts';

/** `draft`: nobody approved it yet. `released`: it was published at least once. */
export type VersionState = 'draft' | 'approved' | 'released';

/** An immutable snapshot of a document with everything it pulls in. Named by its hash. */
export interface Version {
  /** sha256 over canonical JSON of document, pinned dependencies, theme, settings and manifests: what an approval binds to. */
  readonly hash: string;
  readonly documentId: string;
  readonly path: string;
  /** The document's own `version` field. */
  readonly semver: string;
  readonly programHash: string;
  readonly message: string;
  readonly author: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly parent: string | null;
  readonly state: VersionState;
  readonly approval: Approval | null;
}

export interface Approval {
  readonly by: string;
  readonly at: string;
  readonly keyId: string;
}

/** A comparison by contract, and the documents of the project that use this one. */
export interface VersionCompatibility extends Comparison {
  readonly dependents: readonly Dependent[];
}

export interface VersionPictures {
  /** Picture hashes; shown by `GET pictures/{hash}.png` of the host. */
  readonly before: string;
  readonly after: string;
  readonly difference: string | null;
  readonly changedPixels: number;
  readonly width: number;
  readonly height: number;
}

const hash = { type: 'string', maxLength: 80 } as const;
const path = { type: 'string', minLength: 1, maxLength: 1024 } as const;

export const versionMethods = {
  'version.list': method<{ path: string }, readonly Version[]>({
    type: 'object',
    additionalProperties: false,
    required: ['path'],
    properties: { path },
  }),
  /**
   * Saves the file, then stores an immutable version of it. Documents with errors are refused. Same content: the same
   * version. `fileHash` is the file the text started from; without it, what the draft started from, else the file as it is.
   */
  'version.save': method<
    { path: string; text: string; message: string; fileHash?: string },
    Version,
    | 'version/has-problems'
    | 'version/no-message'
    | 'document/changed-outside'
    | 'document/read-only'
    | 'document/disk-full'
    | 'document/unwritable'
    | 'engine/stopped'
    | 'engine/timeout'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['path', 'text', 'message'],
    properties: {
      path,
      text: { type: 'string', maxLength: 20_000_000 },
      message: { type: 'string', maxLength: 2000 },
      fileHash: { ...hash, nullable: true },
    },
  }),
  'version.read': method<{ hash: string }, { readonly version: Version; readonly text: string }, 'version/not-found'>({
    type: 'object',
    additionalProperties: false,
    required: ['hash'],
    properties: { hash },
  }),
  /**
   * What the text, or a stored version (`after`), changes for others, beside an older version: the newest one when
   * `before` is null. Null when there is none, or when one of the two cannot be read.
   */
  'version.compatibility': method<
    { path: string; before: string | null; after: string | null; text: string | null },
    VersionCompatibility | null,
    'version/not-found' | 'engine/stopped' | 'engine/timeout'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['path', 'before', 'after', 'text'],
    properties: {
      path,
      before: { ...hash, nullable: true } as never,
      after: { ...hash, nullable: true } as never,
      text: { type: 'string', nullable: true, maxLength: 20_000_000 } as never,
    },
  }),
  /** Screenshots of two versions and their difference, in the project's first browser. */
  'version.compare': method<
    { before: string; after: string; viewport: string; fixture: string | null },
    VersionPictures,
    'version/not-found' | 'browser/missing' | 'browser/crashed' | 'version/has-problems'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['before', 'after', 'viewport', 'fixture'],
    properties: {
      before: hash,
      after: hash,
      viewport: { type: 'string', maxLength: 40 },
      fixture: { type: 'string', nullable: true, maxLength: 80 } as never,
    },
  }),
};
