import type { Figures } from './figures.ts';
import { type Look, look, newWatch, type Watch } from './judge-watch.ts';
import type { Judge, Judgement } from './judgement.ts';
import type { Tallies } from './outcomes-tally.ts';
import type { Audience } from './plan.ts';
import type { Rollout } from './rollout.ts';
import type { ShadowTrials } from './shadow-trials.ts';

export interface OutcomeJudgeOptions {
  readonly figures: Figures;
  readonly trials: ShadowTrials;
  /** Seconds after which a step that is still undecided is given up. */
  readonly longest: number;
}

export interface OutcomeJudge extends Judge {
  readonly mayBegin: NonNullable<Judge['mayBegin']>;
  /** Whether what this server knows now is enough to call a candidate bad, between two looks. */
  suspects(rollout: Rollout, now: number): boolean;
  /** Candidates called bad since the start, by signal. */
  readonly verdicts: ReadonlyMap<string, number>;
  /** Forgets all rollouts but these. */
  keepOnly(open: ReadonlySet<string>): void;
}

/** Judges candidates by what became of their answers, compared with those of the version before. */
export function outcomeJudge({ figures, trials, longest }: OutcomeJudgeOptions): OutcomeJudge {
  const watches = new Map<string, Watch>();
  const verdicts = new Map<string, number>();
  /** What was called bad stays so: once nobody gets it any more, nothing bad happens either. */
  const called = new Map<string, Judgement>();

  function noted(id: string, judgement: Judgement): Judgement {
    if (judgement.kind !== 'bad' || called.has(id)) return judgement;
    called.set(id, judgement);
    verdicts.set(judgement.signal, (verdicts.get(judgement.signal) ?? 0) + 1);
    return judgement;
  }

  function lookAt(rollout: Rollout, audience: Look['audience'], tallies: Tallies, now: number): Judgement {
    const before = watches.get(rollout.id) ?? newWatch(now, tallies);
    const { watch, judgement } = look(before, { at: now, step: rollout.step, audience, tallies });
    watches.set(rollout.id, watch);
    return judgement;
  }

  return {
    verdicts,
    async judge(rollout, now) {
      const tallies = await figures.tallies(rollout.id, now);
      const audience = audienceOf(rollout.audience);
      const verdict = called.get(rollout.id);
      if (verdict) return verdict;
      if (audience === null) return { kind: 'undecided', why: 'Nobody has the candidate.' };
      const judgement = lookAt(rollout, audience, tallies, now);
      return noted(rollout.id, judgement.kind === 'undecided' ? patient(rollout, judgement, now, longest) : judgement);
    },
    suspects(rollout, now) {
      const audience = audienceOf(rollout.audience);
      if (audience === null || called.has(rollout.id)) return false;
      return noted(rollout.id, lookAt(rollout, audience, figures.known(rollout.id, now), now)).kind === 'bad';
    },
    mayBegin: (rollout, now) => noted(rollout.id, trials.judge(rollout, now)),
    keepOnly(open) {
      for (const id of watches.keys()) if (!open.has(id)) watches.delete(id);
      for (const id of called.keys()) if (!open.has(id)) called.delete(id);
    },
  };
}

function audienceOf(audience: Audience | null): Look['audience'] | null {
  if (audience?.kind !== 'share') return audience && 'chosen';
  return audience.percent >= 100 ? 'everybody' : audience.percent / 100;
}

/** Missing data is no health: what cannot be decided for that long is not gone on with. */
function patient(
  rollout: Rollout,
  judgement: Judgement & { kind: 'undecided' },
  now: number,
  longest: number,
): Judgement {
  const begun = Date.parse(rollout.since);
  const wait = Math.max(longest, 4 * rollout.plan.interval) * 1_000;
  if (rollout.state !== 'running' || now - begun < wait) return judgement;
  const why = `The step stayed undecided for ${Math.round((now - begun) / 1_000)} s. ${judgement.why}`;
  return { kind: 'bad', signal: 'no-evidence', why, firstBadAt: new Date(begun + wait).toISOString() };
}
