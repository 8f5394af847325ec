import type { Database } from 'better-sqlite3';
import type { CaseResult, Excuse, Request, VisualRun } from '#contract';
import type { Build } from '#visual';
import { baselinesIn } from '../store/baselines.ts';
import { decisionsIn } from '../store/decisions.ts';
import { excusesIn } from '../store/excuses.ts';
import { runsIn } from '../store/runs.ts';
import { acceptedBaseline } from './accepted-baseline.ts';

type Said = Request<'visual.decide'>['decision'];

export interface Word {
  readonly decision: Said;
  readonly reason: string | null;
  readonly owner: string | null;
  readonly until: string | null;
  readonly by: string;
  readonly at: string;
  /** Equal for all that is decided at once. */
  readonly step: string;
}

/** Whether a word can be said of a result: pictures that differ or are new are decided; whatever is wrong can be quarantined. */
export function isDecidable({ verdict, excuse, recheck, decision: current }: CaseResult, decision: Said): boolean {
  if (decision === 'quarantined') return verdict !== 'passed';
  if (decision === 'lifted') return excuse !== null || current === 'tolerated' || current === 'quarantined';
  // It passed, but under conditions nobody has approved yet.
  if (recheck && verdict === 'passed') return decision === 'accepted';
  return verdict === 'failed' || verdict === 'created';
}

/** Keeps one word, with all that it changes: the baseline, what holds for later runs, and the result itself. */
export function decideCase(database: Database, known: VisualRun, key: string, word: Word): void {
  const { id: run } = known;
  const runs = runsIn(database);
  const stored = runs.findCase(run, key);
  if (!stored) return;
  const { result, conditions } = stored;
  const baselines = baselinesIn(database);
  const excuses = excusesIn(database);
  const build = conditions ?? undefined;
  const baseline = baselines.find(key, build);
  const { decision, reason, excuse } = result;
  const before = { baseline, excuse: excuses.find(key), result: { decision, reason, excuse } };
  const { step, by, at } = word;
  decisionsIn(database).add({ run, key, step, decision: word.decision, reason: word.reason, by, at, before });

  if (word.decision === 'accepted' && result.shot && conditions) {
    baselines.put(key, acceptedBaseline(known, result, result.shot, conditions));
  }
  // What this very run made the baseline is none any more.
  if (word.decision === 'rejected' && baseline?.run === run) restore(database, run, key, build);
  const said = excuseOf(word, result);
  if (said) excuses.put(key, { ...said, baseline: said.kind === 'tolerated' ? result.baseline : null });
  // Every other word is a fresh look at the case, and ends what excused it.
  else excuses.remove(key);
  runs.replaceCase(run, { ...result, ...standing(word, result), excuse: said });
}

function excuseOf({ decision, reason, owner, until, by, at }: Word, { changedPixels }: CaseResult): Excuse | null {
  if (decision !== 'tolerated' && decision !== 'quarantined') return null;
  const common = { reason: reason ?? '', by, at };
  return decision === 'tolerated'
    ? { kind: decision, ...common, pixels: changedPixels, owner: null, until: null }
    : { kind: decision, ...common, pixels: null, owner, until };
}

const acceptedAndBroken = 'The picture is accepted; what the case expects is still not so.';

function standing(
  { decision, reason }: Word,
  { verdict, broken }: CaseResult,
): Pick<CaseResult, 'decision' | 'reason'> {
  // What it expects is as little so as before: the picture is right from here on, and the case still waits.
  if (decision === 'accepted' && broken.length > 0) return { decision: 'pending', reason: acceptedAndBroken };
  if (decision !== 'lifted') return { decision, reason };
  return { decision: verdict === 'failed' || verdict === 'created' ? 'pending' : null, reason: null };
}

/** The baseline as it was before anything was decided in this run; none for a picture this run created. */
function restore(database: Database, run: string, key: string, build: Build | undefined): void {
  const original = decisionsIn(database).oldest(run, key)?.before.baseline ?? null;
  const baselines = baselinesIn(database);
  if (original && original.run !== run) baselines.put(key, original);
  else baselines.remove(key, build);
}
