import type { FastifyBaseLogger } from 'fastify';
import type { SecretBox } from '../accounts/secret-box.ts';
import {
  auditEntriesAfter,
  checkpointEvery,
  type Db,
  followsAfter,
  insertAuditCheckpoint,
  lastAuditCheckpoint,
  lastAuditEntry,
  listAuditCheckpoints,
  resealAuditCheckpoint,
} from '../storage/index.ts';
import { type CheckpointSigner, checkpointSigner } from './checkpoints.ts';

export interface CheckpointOptions {
  readonly db: Db;
  readonly box: Pick<SecretBox, 'derive'>;
  readonly now: () => Date;
  readonly log: Pick<FastifyBaseLogger, 'info' | 'error'>;
  /** Milliseconds between looks. */
  readonly every?: number;
}

/**
 * Signs every hundredth entry of the audit log soon after it was written, and when the server starts and stops. Each is
 * a log line too, so that who takes checkpoints out of the database leaves them elsewhere. What does not follow from
 * the last checkpoint is never signed. Returns how to stop.
 */
export function keepCheckpoints({ every = 10_000, ...options }: CheckpointOptions): () => Promise<void> {
  let said = '';
  const look = async (): Promise<void> => {
    try {
      const sentence = (await signCheckpoints(options)) ?? '';
      if (sentence !== said && sentence !== '') options.log.error({ alert: 'audit' }, sentence);
      said = sentence;
    } catch (err) {
      // The database is away; what was not signed is signed the next time.
      if (said === '') options.log.error({ err }, 'the audit log cannot be signed now');
      said = 'away';
    }
  };
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, every).unref();
  return async () => {
    clearInterval(timer);
    await looking;
    await look();
  };
}

/** Signs what is due. Null, or a sentence about why not. */
export async function signCheckpoints({ db, box, now, log }: Omit<CheckpointOptions, 'every'>): Promise<string | null> {
  const last = await lastAuditCheckpoint(db);
  const signer = checkpointSigner(box);
  if (last && !signer.isCurrent(last)) await resealCheckpoints(db, signer);
  let [seq, hash] = [last?.seq ?? 0, last?.hash ?? ''];
  if (last && !signer.isSigned(last))
    return `The checkpoint at entry ${seq} of the audit log is not signed by this server.`;
  const end = await lastAuditEntry(db);
  while (end - seq >= checkpointEvery) {
    const from = seq;
    for (const row of await auditEntriesAfter(db, from, checkpointEvery)) {
      if (!followsAfter(row, seq, hash))
        return `The audit log was changed at entry ${seq + 1}; it is not signed any more.`;
      [seq, hash] = [row.seq, row.hash];
    }
    await insertAuditCheckpoint(db, signer.sign({ seq, hash, at: now().toISOString() }));
    log.info({ seq, hash }, 'audit checkpoint');
  }
  return end < seq ? `The audit log ends at entry ${end}, but entry ${seq} was signed: its end was cut off.` : null;
}

/** Signs anew what an older key has signed, so that it can be thrown away; nothing that is not ours. */
async function resealCheckpoints(db: Db, signer: CheckpointSigner): Promise<void> {
  for (const row of await listAuditCheckpoints(db))
    if (!signer.isCurrent(row) && signer.isSigned(row)) await resealAuditCheckpoint(db, signer.sign(row));
}
