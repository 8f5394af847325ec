import { names } from './names.ts';
import { choice, map, object, optional, required, type Shape, text } from './shapes/shape.ts';

/** Where a document comes from: a file of the project, a released one below `vendor/`, or the engine itself. */
export type DocumentOrigin = 'project' | 'vendor' | 'core';

/** The format of lock files that this engine reads and writes. */
export const lockFormat = 1;

/** `ui.lock.json` (language.md 2.4): the version every `id@major` of a project stands for. */
export interface LockFile {
  readonly lock: 1;
  /** Version of the engine that wrote it. */
  readonly engine: string;
  /** By `id@major`, sorted. */
  readonly documents: Readonly<Record<string, LockEntry>>;
}

export interface LockEntry {
  readonly version: string;
  readonly from: DocumentOrigin;
  /** `sourceHash`; documents of the project have none while they are edited. */
  readonly hash?: string;
}

/** The key of a version in a lock file. */
export const lockKey = (id: string, version: string): string => `${id}@${version.slice(0, version.indexOf('.'))}`;

/** The entry a version of a document would have. */
export function lockEntryOf(lock: LockFile, id: string, version: string): LockEntry | undefined {
  const key = lockKey(id, version);
  return Object.hasOwn(lock.documents, key) ? lock.documents[key] : undefined;
}

/** The text of a lock file: sorted, so that a change is a small difference. */
export function lockText({ lock, engine, documents }: LockFile): string {
  const sorted = Object.fromEntries(Object.entries(documents).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ lock, engine, documents: sorted }, null, 2)}\n`;
}

const lockedName = {
  what: 'locked document',
  pattern: /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+@(0|[1-9]\d*)$/,
  rule: 'write an id and a major version, such as "acme/order-types@3"',
  longest: 220,
};
const hash = { what: 'hash', pattern: /^sha256-[A-Za-z0-9_-]{43}$/, rule: 'write "sha256-" and 43 characters' };

/** What `ui.lock.json` looks like. */
export const lockShape: Shape = object('"ui.lock.json"', {
  lock: required({ kind: 'number', least: 1, whole: true }, 'Version of this format: 1.'),
  engine: required(text(names.version), 'Version of the engine that wrote it.'),
  documents: required(
    map(
      lockedName,
      object('A locked document', {
        version: required(text(names.version), 'The version it stands for.'),
        from: required(choice('project', 'vendor', 'core'), 'Where it comes from.'),
        hash: optional(text(hash), 'Name of its content.'),
      }),
    ),
    'By id and major version.',
  ),
});
