import type { CaseResult, Request, Settings } from '#contract';
import { resultOf } from '../contract/visual-results.testing.ts';
import { baselinesIn } from '../store/baselines.ts';
import { blobsIn } from '../store/blobs.ts';
import { excusesIn } from '../store/excuses.ts';
import { openMemoryStore, type Store } from '../store/open-store.ts';
import { runsIn } from '../store/runs.ts';
import { acceptedBaseline } from './accepted-baseline.ts';
import { decide, undo } from './decide.ts';
import { underExcuse } from './excuse.ts';

const settings: Settings = { author: 'Quinn', appearance: 'system', rows: 'dense' };
let count = 0;
export const context = {
  settings: { read: () => settings, write: () => ({ ok: true, value: null }) as const },
  now: () => new Date('2026-03-01T10:00:00Z'),
  newId: () => {
    count += 1;
    return `step-${count}`;
  },
};
const conditions = {
  browser: 'chromium 1',
  platform: 'linux',
  metric: 'pixelmatch',
  threshold: 0.1,
  fonts: 'sha256-f',
};
export const untold = { manifest: null, programHash: null, linked: null, planHash: null };
export const key = 'acme/orders/base/mobile/chromium/core/theme/en/light';

function caseResult(verdict: CaseResult['verdict'], shot: string | null, baseline: string | null): CaseResult {
  const plain = resultOf('base');
  return {
    ...plain,
    case: { ...plain.case, key },
    verdict,
    decision: verdict === 'created' || verdict === 'failed' ? 'pending' : null,
    fingerprint: `sha256-of-${shot}`,
    baseline,
    shot,
    startedAt: '2026-03-01T10:00:00Z',
    milliseconds: 1,
  };
}

interface RunOptions {
  readonly keys?: readonly string[];
  readonly changes?: Partial<CaseResult>;
  readonly now?: Date;
}

/** A finished run, of one case by default, stored as the runner stores it. Answers the hash of its picture. */
export function finishedRun(
  store: Store,
  id: string,
  verdict: CaseResult['verdict'],
  picture: string,
  { keys = [key], changes = {}, now = context.now() }: RunOptions = {},
): string {
  const { database } = store;
  const runs = runsIn(database);
  const shot = blobsIn(database).put(Buffer.from(picture));
  const contentHash = `sha256-${id}`;
  runs.insert({
    id,
    path: 'orders.page.json',
    documentId: 'acme/orders',
    contentHash,
    startedAt: 'then',
    total: keys.length,
    complete: true,
    ...untold,
  });
  for (const [position, own] of keys.entries()) {
    const baseline = baselinesIn(database).find(own)?.picture ?? null;
    const plain = caseResult(verdict, shot, baseline);
    const result = { ...plain, ...changes, case: { ...plain.case, key: own } };
    runs.addCase(id, position, { result: underExcuse(result, excusesIn(database).find(own), now), conditions });
    if (verdict !== 'created') continue;
    const made = acceptedBaseline({ id, contentHash }, result, shot, conditions);
    baselinesIn(database).put(own, { ...made, accepted: false, pass: null });
  }
  runs.end(id, 'finished', 'now');
  return shot;
}

/** An empty project and a person who decides in it. */
export function project() {
  const store = openMemoryStore();
  const say = (
    run: string,
    decision: Request<'visual.decide'>['decision'],
    reason = 'because',
    more: Partial<Request<'visual.decide'>> = {},
  ) => decide(context, store, { run, keys: [key], decision, reason, ...more });
  const takeBack = (run: string, keys: readonly string[] = [key]) => undo(context, store, { run, keys: [...keys] });
  const baseline = (of = key) => baselinesIn(store.database).find(of);
  const verdictAt = (run: string, at: string) => runsIn(store.database, () => new Date(at)).find(run)?.verdict;
  return { store, say, takeBack, baseline, verdictAt };
}
