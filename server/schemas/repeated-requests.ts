import { hashJson, type Json, type ReleaseRequest } from '#engine';
import { fail, ok, type Result } from '../failures.ts';
import {
  answerRequest,
  claimRequest,
  type Db,
  findRequest,
  forgetRequests,
  releaseRequest,
  takeOverRequest,
} from '../storage/index.ts';

/** A request by its `Idempotency-Key`: for clients that retry by themselves, perhaps long after. */
export interface RepeatKey {
  readonly key: string;
  readonly bodyHash: string;
}

/** A key that is being worked on by us, until this moment. */
export interface Claim {
  readonly key: string;
  readonly until: string;
}

/** The same of a request that says everything in its body; `what` tells routes apart. */
export const repeatKeyOf = (what: string, body: unknown, caller: string, chosen: string | undefined) =>
  chosen === undefined ? null : { key: `${caller} ${what} ${chosen}`, bodyHash: hashJson(body as Json) };

/** Null without a key, for publishing what is live already changes nothing anyhow; and when nothing is changed. */
export const repeatKey = (request: ReleaseRequest, caller: string, chosen: string | undefined): RepeatKey | null =>
  chosen === undefined || request.dryRun ? null : { key: `${caller} ${chosen}`, bodyHash: hashJson(request) };

/** What it takes to remember requests. */
export interface Repeating {
  readonly db: Db;
  readonly now: () => Date;
  /** Milliseconds after which a request that was not answered counts as given up. */
  readonly patience: number;
}

/**
 * Does what is asked once under a key: a request that comes again gets the answer that `run` settled with its claim.
 * What fails may be tried again.
 */
export async function once<Answer>(
  { db, now, patience }: Repeating,
  repeat: RepeatKey | null,
  run: (claimed: Claim | null) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  if (!repeat) return run(null);
  const claiming = await claim<Answer>(db, repeat, now(), patience);
  if ('answered' in claiming) return claiming.answered;
  let isDone = false;
  try {
    const result = await run(claiming.claim);
    isDone = result.ok;
    return result;
  } finally {
    if (!isDone) await giveBack(db, claiming.claim);
  }
}

const day = 24 * 60 * 60 * 1_000;

type Claiming<Answer> = { readonly claim: Claim } | { readonly answered: Result<Answer> };

/**
 * Takes a key for this request, or tells what became of it before: the answer given then, whatever is live by now; 409
 * while it is being worked on, on whichever server; 422 when it was another request. A server that dies over a request
 * holds its key for `milliseconds`; answers are kept for a day.
 */
async function claim<Answer>(
  db: Db,
  { key, bodyHash }: RepeatKey,
  now: Date,
  milliseconds: number,
): Promise<Claiming<Answer>> {
  const at = now.toISOString();
  const until = new Date(now.getTime() + milliseconds).toISOString();
  await forgetRequests(db, new Date(now.getTime() - day).toISOString());
  if (await claimRequest(db, { key, body_hash: bodyHash, at, until })) return { claim: { key, until } };
  const before = await findRequest(db, key);
  // Given back between our two looks.
  if (!before) return { answered: inWork };
  if (before.body_hash !== bodyHash) return { answered: reused };
  if (before.answer !== null) return { answered: ok(JSON.parse(before.answer) as Answer) };
  if (before.until > at || !(await takeOverRequest(db, before, until))) return { answered: inWork };
  return { claim: { key, until } };
}

/** Keeps the answer, in the transaction of what it answers; fails when the claim ran out meanwhile. */
export async function settle<Answer>(db: Db, claimed: Claim | null, answer: Answer): Promise<Result<Answer>> {
  if (!claimed) return ok(answer);
  return (await answerRequest(db, claimed.key, claimed.until, JSON.stringify(answer))) ? ok(answer) : inWork;
}

/** What came to nothing may be tried again under its key. */
const giveBack = async (db: Db, claimed: Claim | null): Promise<void> =>
  void (claimed && (await releaseRequest(db, claimed.key, claimed.until)));

const reused = fail('request/key-reused', 'This Idempotency-Key was used for another request. Use a new one.');
const inWork = fail(
  'request/in-work',
  'A request with this Idempotency-Key is being worked on. Ask again in a moment.',
);
