import { hashJson, type ReleaseRequest } from '#engine';
import { fail, ok, type Result } from '../failures.ts';
import { type Db, findPublishRequest, insertPublishRequest } from '../storage/index.ts';
import type { LiveRelease } from './live-release.ts';

/** A request by its `Idempotency-Key`: for clients that retry by themselves, perhaps long after. */
export interface RepeatKey {
  readonly key: string;
  readonly bodyHash: string;
}

/** Null without a key; publishing what is live already changes nothing anyhow. */
export const repeatKey = (request: ReleaseRequest, caller: string, chosen: string | undefined): RepeatKey | null =>
  chosen === undefined ? null : { key: `${caller} ${chosen}`, bodyHash: hashJson(request) };

/** The answer given before, whatever is live by now; null for a new request. */
export async function recall(db: Db, repeat: RepeatKey | null): Promise<Result<LiveRelease> | null> {
  const before = repeat && (await findPublishRequest(db, repeat.key));
  if (!before) return null;
  return before.body_hash === repeat.bodyHash
    ? ok(JSON.parse(before.answer) as LiveRelease)
    : fail('request/key-reused', 'This Idempotency-Key was used for another request. Use a new one.');
}

/** Keeps the answer, in the transaction of what it answers. */
export async function remember(db: Db, repeat: RepeatKey | null, answer: LiveRelease, at: string): Promise<void> {
  if (!repeat) return;
  await insertPublishRequest(db, { key: repeat.key, body_hash: repeat.bodyHash, answer: JSON.stringify(answer), at });
}
