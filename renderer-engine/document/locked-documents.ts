import type { DocumentSource, SourceDocument } from '../engine.ts';
import { type LockFile, lockEntryOf } from './lock-file.ts';

/**
 * Documents as a lock file lets them be seen: of what others have released, the version it names for each major, as long
 * as that is there. Documents of the project are their own newest version (language.md 2.4).
 */
export function lockedDocuments(documents: DocumentSource, lock: LockFile | null): DocumentSource {
  if (!lock) return documents;
  const seen = ({ find }: Pick<DocumentSource, 'find'>): Pick<DocumentSource, 'find'> => ({
    find: (id) => withoutOthers(id, find(id), lock),
  });
  const { now } = documents;
  return { ...seen(documents), ...(now && { now: () => seen(now()) }) };
}

function withoutOthers(id: string, found: readonly SourceDocument[], lock: LockFile): readonly SourceDocument[] {
  const versions = found.map(({ text }) => /"version"\s*:\s*"(\d+\.\d+\.\d+[^"]*)"/.exec(text)?.[1] ?? null);
  return found.filter(({ from }, index) => {
    const version = versions[index];
    const locked = version ? lockEntryOf(lock, id, version)?.version : undefined;
    return from !== 'vendor' || locked === undefined || locked === version || !versions.includes(locked);
  });
}
