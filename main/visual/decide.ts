import { type CaseResult, fail, isTolerable, ok, type Reply, type Request, type VisualRun } from '#contract';
import { auditIn } from '../audit/audit-log.ts';
import type { Context } from '../context.ts';
import { baselinesIn } from '../store/baselines.ts';
import { decisionsIn } from '../store/decisions.ts';
import { excusesIn } from '../store/excuses.ts';
import type { Store } from '../store/open-store.ts';
import { runsIn } from '../store/runs.ts';
import { decideCase, isDecidable, type Word } from './decide-case.ts';

type Decider = Pick<Context, 'settings' | 'now' | 'newId'>;
type Asked = Request<'visual.decide'>;

const unknownRun = () => fail('visual/not-found', 'This visual test is not stored in the project.');
/** Days a quarantine may last: longer, and it is forgotten. */
const longestQuarantine = 90;

/** A person's word on cases of a run, all or none. Cases nobody has to decide are left as they are. */
export function decide(context: Decider, store: Store, request: Asked): Reply<'visual.decide'> {
  const { run: id, keys, decision } = request;
  const run = runsIn(store.database, context.now).find(id);
  const results = keys.flatMap((key) => run?.results.find((result) => result.case.key === key) ?? []);
  if (!run || results.length < keys.length) return unknownRun();
  const problem = problemOf(request, results, context.now());
  if (problem) return problem;
  const at = context.now().toISOString();
  const who = context.settings.read().author;
  const { owner, until } = decision === 'quarantined' ? request : {};
  const word: Word = {
    decision,
    reason: request.reason.trim() || null,
    owner: owner?.trim() || null,
    until: until ?? null,
    by: who,
    at,
    step: context.newId(),
  };
  return all(context, store, id, () => {
    for (const result of results) {
      if (isDecidable(result, decision)) decideCase(store.database, run, result.case.key, word);
    }
    const { reason, owner, until } = word;
    const details = { keys, decision, reason, ...(decision === 'quarantined' && { owner, until }) };
    auditIn(store.database).append({ at, who, what: 'visual.decided', subject: id, details });
  });
}

/** What is wrong with a word before it is kept; null when nothing is. */
function problemOf({ decision, reason, owner, until }: Asked, results: readonly CaseResult[], now: Date) {
  const needsReason = decision === 'rejected' || decision === 'tolerated' || decision === 'quarantined';
  if (needsReason && !reason.trim()) {
    return fail('visual/reason-missing', decision === 'rejected' ? 'Say why you reject the pictures.' : 'Say why.');
  }
  if (decision === 'tolerated' && !results.every(isTolerable)) {
    return fail(
      'visual/not-tolerable',
      'Only changed pixels can be tolerated: not a missing node, a page that is heard differently, or a new finding of accessibility. Accept or reject it.',
    );
  }
  if (decision !== 'quarantined') return null;
  const days = (Date.parse(until ?? '') - now.getTime()) / 86_400_000;
  if (!owner?.trim()) return fail('visual/quarantine-invalid', 'Name who sees to it while it is in quarantine.');
  if (!(days > 0) || days > longestQuarantine) {
    return fail(
      'visual/quarantine-invalid',
      `Say until when it is in quarantine: a day to come, at most ${longestQuarantine} days from now.`,
    );
  }
  return null;
}

/**
 * Takes whole steps back, and puts what they replaced in place again: those that the last words on the cases were part
 * of; without cases the last one of the run. Cases about which something was said since stay as they are.
 */
export function undo(context: Decider, store: Store, { run: id, keys }: Request<'visual.undo'>): Reply<'visual.undo'> {
  const run = runsIn(store.database, context.now).find(id);
  if (!run || !keys.every((key) => run.results.some((result) => result.case.key === key))) return unknownRun();
  const decisions = decisionsIn(store.database);
  const latest = keys.length > 0 ? keys.map((key) => decisions.newest(id, key)) : [decisions.last(id)];
  const steps = new Set(latest.flatMap((decision) => decision?.step ?? []));
  const at = context.now().toISOString();
  return all(context, store, id, () => {
    const undone = [...steps].flatMap((step) => undoStep(store, id, step));
    const who = context.settings.read().author;
    auditIn(store.database).append({ at, who, what: 'visual.undone', subject: id, details: { keys: undone } });
  });
}

function undoStep({ database }: Store, run: string, step: string): readonly string[] {
  const decisions = decisionsIn(database);
  const runs = runsIn(database);
  const baselines = baselinesIn(database);
  const excuses = excusesIn(database);
  const own = decisions
    .ofStep(run, step)
    .filter(({ key, sequence }) => decisions.newest(run, key)?.sequence === sequence);
  for (const { key, sequence, before } of own) {
    const stored = runs.findCase(run, key);
    if (!stored) continue;
    decisions.undo(sequence);
    const build = stored.conditions ?? undefined;
    const current = baselines.find(key, build);
    // Another run's baseline is somebody's later word and stays.
    if (current === null || current.run === run) {
      if (before.baseline) baselines.put(key, before.baseline);
      else baselines.remove(key, build);
    }
    if (before.excuse) excuses.put(key, before.excuse);
    else excuses.remove(key);
    runs.replaceCase(run, { ...stored.result, ...before.result });
  }
  return own.map(({ key }) => key);
}

function all(
  { now }: Decider,
  store: Store,
  id: string,
  change: () => void,
): { readonly ok: true; readonly value: VisualRun } {
  store.database.transaction(change).immediate();
  const run = runsIn(store.database, now).find(id);
  if (!run) throw new Error(`The run ${id} is not stored.`);
  return ok(run);
}
