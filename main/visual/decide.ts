import { type CaseResult, fail, ok, type Reply, type Request, type VisualRun } from '#contract';
import type { Build } from '#visual';
import { auditIn } from '../audit/audit-log.ts';
import type { Context } from '../context.ts';
import { baselinesIn } from '../store/baselines.ts';
import { decisionsIn } from '../store/decisions.ts';
import type { Store } from '../store/open-store.ts';
import { runsIn } from '../store/runs.ts';
import { acceptedBaseline } from './accepted-baseline.ts';

type Decider = Pick<Context, 'settings' | 'now'>;

const unknownRun = () => fail('visual/not-found', 'This visual test is not stored in the project.');

/** A person's word on cases of a run, all or none. Cases nobody has to decide are left as they are. */
export function decide(context: Decider, store: Store, request: Request<'visual.decide'>): Reply<'visual.decide'> {
  const { run: id, keys, decision } = request;
  const run = runsIn(store.database).find(id);
  if (!run || !keys.every((key) => caseOf(run, key))) return unknownRun();
  const reason = request.reason.trim() || null;
  if (decision === 'rejected' && !reason) return fail('visual/reason-missing', 'Say why you reject the pictures.');
  const who = context.settings.read().author;
  const at = context.now().toISOString();
  return all(store, id, () => {
    for (const key of keys) decideCase(store, run, key, { decision, reason, by: who, at });
    auditIn(store.database).append({
      at,
      who,
      what: 'visual.decided',
      subject: id,
      details: { keys, decision, reason },
    });
  });
}

/** Takes the last decision on each case back, and puts the baseline it replaced in place again. */
export function undo(context: Decider, store: Store, { run: id, keys }: Request<'visual.undo'>): Reply<'visual.undo'> {
  const run = runsIn(store.database).find(id);
  if (!run || !keys.every((key) => caseOf(run, key))) return unknownRun();
  const at = context.now().toISOString();
  return all(store, id, () => {
    for (const key of keys) undoCase(store, run, key);
    const who = context.settings.read().author;
    auditIn(store.database).append({ at, who, what: 'visual.undone', subject: id, details: { keys } });
  });
}

function all(store: Store, id: string, change: () => void): { readonly ok: true; readonly value: VisualRun } {
  store.database.transaction(change).immediate();
  const run = runsIn(store.database).find(id);
  if (!run) throw new Error(`The run ${id} is not stored.`);
  return ok(run);
}

const caseOf = ({ results }: VisualRun, key: string): CaseResult | undefined =>
  results.find((result) => result.case.key === key);

interface Word {
  readonly decision: 'accepted' | 'rejected';
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
}

function decideCase({ database }: Store, run: VisualRun, key: string, word: Word): void {
  const { id } = run;
  const runs = runsIn(database);
  const stored = runs.findCase(id, key);
  if (!stored || stored.result.decision === null) return;
  const { result, conditions } = stored;
  const baselines = baselinesIn(database);
  const build = conditions ?? undefined;
  const before = baselines.find(key, build);
  decisionsIn(database).add({ run: id, key, ...word, before });
  if (word.decision === 'accepted' && result.shot && conditions) {
    baselines.put(key, acceptedBaseline(run, result, result.shot, conditions));
  }
  // What this very run made the baseline is none any more.
  if (word.decision === 'rejected' && before?.run === id) restore(database, id, key, build);
  runs.replaceCase(id, { ...result, decision: word.decision, reason: word.reason });
}

function undoCase({ database }: Store, { id }: VisualRun, key: string): void {
  const runs = runsIn(database);
  const decisions = decisionsIn(database);
  const last = decisions.newest(id, key);
  const stored = runs.findCase(id, key);
  if (!last || !stored) return;
  decisions.undo(last.sequence);
  const baselines = baselinesIn(database);
  const build = stored.conditions ?? undefined;
  const current = baselines.find(key, build);
  // Another run's baseline is somebody's later word and stays.
  if (current === null || current.run === id) {
    if (last.before) baselines.put(key, last.before);
    else baselines.remove(key, build);
  }
  const earlier = decisions.newest(id, key);
  const decision = earlier?.decision ?? 'pending';
  runs.replaceCase(id, { ...stored.result, decision, reason: earlier?.reason ?? null });
}

/** The baseline as it was before anything was decided in this run; none for a picture this run created. */
function restore(database: Store['database'], run: string, key: string, build: Build | undefined): void {
  const original = decisionsIn(database).first(run, key)?.before ?? null;
  const baselines = baselinesIn(database);
  if (original && original.run !== run) baselines.put(key, original);
  else baselines.remove(key, build);
}
