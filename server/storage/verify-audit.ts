import { hashJson } from '#engine';
import { auditEntriesAfter, listAuditCheckpoints } from './audit-checkpoints.ts';
import type { Db } from './storage.ts';
import type { AuditCheckpointRow, AuditRow } from './tables.ts';

/** Every so many entries one is signed. */
export const checkpointEvery = 100;

/** Whether a checkpoint is signed by who should have; null: there is no key to tell. */
export type IsSigned = ((checkpoint: AuditCheckpointRow) => boolean) | null;

export type AuditVerdict =
  | { readonly intact: true; readonly entries: number; readonly head: string; readonly checkpoints: number }
  | {
      readonly intact: false;
      /** The first entry that is not what it was. */
      readonly brokenAt: number;
      /** An entry, or the signature of one; or the log ends before an entry that was signed. */
      readonly how: 'changed' | 'signature' | 'cut';
    };

/** Walks the chain in pages, recomputes every hash, and holds it against the signed checkpoints. */
export async function verifyAudit(db: Db, isSigned: IsSigned = null): Promise<AuditVerdict> {
  // Before the entries: those that come meanwhile have theirs later.
  const check = newCheck(await listAuditCheckpoints(db), isSigned);
  let after = 0;
  for (;;) {
    const page = await auditEntriesAfter(db, after, 1_000);
    for (const row of page) if (!check.take(row)) return check.end();
    if (page.length < 1_000) return check.end();
    after = page.at(-1)!.seq;
  }
}

/** The same for a log in memory. */
export function checkAudit(
  rows: readonly AuditRow[],
  checkpoints: readonly AuditCheckpointRow[],
  isSigned: IsSigned,
): AuditVerdict {
  const check = newCheck(checkpoints, isSigned);
  rows.every(check.take);
  return check.end();
}

/** Whether an entry is what was written right after another; at first there is none: 0 and ''. */
export function followsAfter({ hash, ...link }: AuditRow, seq: number, previous: string): boolean {
  return link.seq === seq + 1 && link.previous === previous && hashJson(link) === hash;
}

function newCheck(checkpoints: readonly AuditCheckpointRow[], isSigned: IsSigned) {
  let seq = 0;
  let head = '';
  let met = 0;
  let broken: AuditVerdict | null = null;
  /** The first in order: whoever takes one out shifts the others, whoever writes one cannot sign it. */
  const wrong = checkpoints.findIndex(
    (checkpoint, at) => checkpoint.seq !== (at + 1) * checkpointEvery || isSigned?.(checkpoint) === false,
  );
  return {
    take(row: AuditRow): boolean {
      const next = checkpoints[met];
      if (!followsAfter(row, seq, head) || (next?.seq === row.seq && next.hash !== row.hash && wrong !== met))
        broken = { intact: false, brokenAt: seq + 1, how: 'changed' };
      else {
        if (next?.seq === row.seq) met += 1;
        seq = row.seq;
        head = row.hash;
      }
      return broken === null;
    },
    end(): AuditVerdict {
      if (broken) return broken;
      if (wrong >= 0) return { intact: false, brokenAt: (wrong + 1) * checkpointEvery, how: 'signature' };
      if (met < checkpoints.length) return { intact: false, brokenAt: seq + 1, how: 'cut' };
      return { intact: true, entries: seq, head, checkpoints: met };
    },
  };
}
