import type { Failure, Version } from '#contract';
import type { StudioAction } from '../state/studio.ts';

/** Versions of one document, newest first, and which two of them are compared. */
export interface History {
  readonly versions: readonly Version[];
  readonly failure: Failure | null;
  /** Hash of the older side; null while there is no version. */
  readonly before: string | null;
  /** Hash of the newer side; `draft` is the text in the editor; null while there is no version. */
  readonly after: string | null;
}

export type Histories = Readonly<Record<string, History>>;

export type HistoryAction =
  | { readonly type: 'history/listed'; readonly path: string; readonly versions: readonly Version[] }
  | { readonly type: 'history/failed'; readonly path: string; readonly failure: Failure }
  | { readonly type: 'history/saved'; readonly version: Version }
  | { readonly type: 'history/changed'; readonly version: Version }
  | {
      readonly type: 'history/choose';
      readonly path: string;
      readonly side: 'before' | 'after';
      readonly hash: string;
    };

const nothingYet: History = { versions: [], failure: null, before: null, after: null };

export const historyOf = (histories: Histories, path: string | null): History | null =>
  path === null ? null : (histories[path] ?? null);

export function reduceHistories(histories: Histories, action: StudioAction): Histories {
  switch (action.type) {
    case 'history/listed':
      return put(histories, action.path, (history) => withVersions(history, action.versions));
    case 'history/failed':
      return put(histories, action.path, (history) => ({ ...history, failure: action.failure }));
    case 'history/saved':
      return put(histories, action.version.path, (history) => saved(history, action.version));
    case 'history/changed':
      return put(histories, action.version.path, (history) => ({
        ...history,
        versions: history.versions.map((version) => (version.hash === action.version.hash ? action.version : version)),
      }));
    case 'history/choose':
      return put(histories, action.path, (history) =>
        action.side === 'before' ? { ...history, before: action.hash } : lookAt(history, action.hash),
      );
    default:
      return histories;
  }
}

/** Looking at a version compares it with the one before it; looking at the draft, with the newest version. */
function lookAt(history: History, hash: string): History {
  const index = hash === 'draft' ? -1 : history.versions.findIndex((version) => version.hash === hash);
  return { ...history, after: hash, before: (history.versions[index + 1] ?? history.versions[index])?.hash ?? null };
}

/** A saved version becomes the newer side of the comparison; the one before it the older. Same content: same version. */
function saved(history: History, version: Version): History {
  const known = history.versions.some(({ hash }) => hash === version.hash);
  const versions = known ? history.versions : [version, ...history.versions];
  return lookAt({ ...history, versions, failure: null }, version.hash);
}

function withVersions(history: History, versions: readonly Version[]): History {
  const exists = (hash: string | null) => hash === 'draft' || versions.some((version) => version.hash === hash);
  const newest = versions[0]?.hash ?? null;
  return {
    versions,
    failure: null,
    after: exists(history.after) ? history.after : newest,
    before: exists(history.before) ? history.before : (versions[1]?.hash ?? newest),
  };
}

const put = (histories: Histories, path: string, next: (history: History) => History): Histories => ({
  ...histories,
  [path]: next(histories[path] ?? nothingYet),
});
