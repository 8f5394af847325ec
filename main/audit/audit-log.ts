import type { Database } from 'better-sqlite3';
import type { RolloutAction } from '#contract';
import { hashJson, type JsonObject } from '#engine';

/** One thing somebody did. */
export interface AuditEntry {
  /** RFC 3339. */
  readonly at: string;
  readonly who: string;
  readonly what:
    | 'version.saved'
    | 'version.approved'
    | 'visual.decided'
    | 'visual.undone'
    | 'release.published'
    | 'release.refused'
    | 'server.connected'
    | 'rollout.started'
    | `rollout.${RolloutAction}`
    | 'package.quarantined'
    | 'package.released';
  /** What it was done to, e.g. a version's hash. */
  readonly subject: string;
  readonly details: JsonObject;
}

/** Append-only; every row carries the hash of itself and the row before, so that a change anywhere shows. */
export interface AuditLog {
  append(entry: AuditEntry): void;
  /** What was done of that kind, oldest first. */
  entries(what: AuditEntry['what']): readonly AuditEntry[];
  /** Null when the chain is whole, else the first row that does not fit, counted from 1. */
  firstBroken(): number | null;
}

const root = 'sha256-start';

interface Row {
  readonly sequence: number;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly subject: string;
  readonly details: string;
  readonly previous: string;
  readonly hash: string;
}

export function auditIn(database: Database): AuditLog {
  const newest = database.prepare<[], { hash: string }>('SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1');
  const insert = database.prepare<[Omit<Row, 'sequence'>]>(
    `INSERT INTO audit (at, who, what, subject, details, previous, hash)
     VALUES (@at, @who, @what, @subject, @details, @previous, @hash)`,
  );
  const all = database.prepare<[], Row>('SELECT * FROM audit ORDER BY sequence');
  const some = database.prepare<[string], Row>('SELECT * FROM audit WHERE what = ? ORDER BY sequence');
  return {
    entries: (wanted) =>
      some
        .all(wanted)
        .map(({ at, who, subject, details }) => ({ at, who, what: wanted, subject, details: JSON.parse(details) })),
    append: (entry) => {
      const previous = newest.get()?.hash ?? root;
      insert.run({
        ...entry,
        details: JSON.stringify(entry.details),
        previous,
        hash: hashJson({ ...entry, previous }),
      });
    },
    firstBroken: () => {
      let previous = root;
      let count = 0;
      for (const { at, who, what, subject, details, ...row } of all.iterate()) {
        count += 1;
        const hash = hashJson({ at, who, what, subject, details: JSON.parse(details), previous });
        if (row.previous !== previous || row.hash !== hash || row.sequence !== count) return count;
        previous = hash;
      }
      return null;
    },
  };
}
