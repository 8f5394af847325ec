import semver from 'semver';
import type { Accepted } from './registered-file.ts';
import type { HistoryEntry } from './registry-options.ts';

/** What an older version promised. */
export type Promised = Pick<Accepted, 'text'> & {
  readonly definition: Pick<Accepted['definition'], 'name' | 'version' | 'file'>;
};

/** A version with its text, as plain data. */
export interface KeptVersion extends HistoryEntry {
  readonly name: string;
  readonly text: string;
}

/** Versions a type had, and the face each of them showed when it was first accepted. */
export interface VersionHistory {
  add(name: string, entry: HistoryEntry, accepted: Promised): void;
  /** Oldest first. */
  of(name: string): readonly HistoryEntry[];
  /**
   * What a version must not break: the same version as first accepted, else the highest one before it of its major. So
   * what was added and changed again under a new version was never promised to anybody.
   */
  promised(name: string, version: string): Promised | null;
  /** For the next history of the same project. */
  keep(): readonly KeptVersion[];
}

interface Known {
  readonly entry: HistoryEntry;
  readonly accepted: Promised;
}

/** Kept per type; older ones are of no use to anybody who edits. */
const mostEntries = 20;

export function newHistory(kept: readonly KeptVersion[] = []): VersionHistory {
  const known = new Map<string, Known[]>();
  const history: VersionHistory = {
    add(name, entry, accepted) {
      const own = known.get(name) ?? [];
      known.set(name, own);
      const last = own.at(-1);
      if (last?.entry.hash === entry.hash && last.entry.version === entry.version) return;
      own.push({ entry, accepted });
      if (own.length > mostEntries) own.shift();
    },
    of: (name) => (known.get(name) ?? []).map(({ entry }) => entry),
    promised(name, version) {
      const candidates = (known.get(name) ?? [])
        .filter(({ entry }) => semver.major(entry.version) === semver.major(version))
        .filter(({ entry }) => semver.lte(entry.version, version));
      // Stable: of equal versions the first accepted stays first.
      return candidates.sort((a, b) => semver.rcompare(a.entry.version, b.entry.version))[0]?.accepted ?? null;
    },
    keep: () =>
      [...known].flatMap(([name, entries]) =>
        entries.map(({ entry, accepted }) => ({ ...entry, name, text: accepted.text })),
      ),
  };
  for (const { name, text, ...entry } of kept) {
    history.add(name, entry, { text, definition: { name, version: entry.version, file: entry.file } });
  }
  return history;
}
