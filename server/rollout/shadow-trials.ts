import { fixtureInput, type RenderInput, type StreamInput } from '#engine';
import type { LivePage } from '../delivery/live-pages.ts';
import type { Judgement } from './judgement.ts';
import type { Rollout } from './rollout.ts';
import { type ShadowReport, shadow } from './shadow.ts';
import { type ShadowInputs, shadowInputs } from './shadow-inputs.ts';

/** Tries candidates on what is asked of the version before, until it is known whether a visitor may have them. */
export interface ShadowTrials {
  /** A page of the version before was rendered from this. */
  recorded(rollout: Rollout, input: StreamInput): void;
  judge(rollout: Rollout, now: number): Judgement;
  /** Forgets all others. */
  keepOnly(open: ReadonlySet<string>): void;
}

export interface ShadowTrialsOptions {
  /** A version in memory; null when this server cannot show it. */
  readonly find: (rollout: Rollout, hash: string) => LivePage | null;
  readonly reported: (id: string, report: ShadowReport) => void;
}

interface Trial {
  readonly inputs: ShadowInputs;
  readonly begunAt: number;
  judgement: Judgement | 'begun' | null;
}

/** Milliseconds to wait for visitors, and how many kinds of requests are enough. */
const patience = 1_000;
const enough = 10;

export function shadowTrials({ find, reported }: ShadowTrialsOptions): ShadowTrials {
  const trials = new Map<string, Trial>();
  const trialOf = (id: string, now: number): Trial => {
    const found = trials.get(id) ?? { inputs: shadowInputs(), begunAt: now, judgement: null };
    trials.set(id, found);
    return found;
  };

  async function run(rollout: Rollout, trial: Trial): Promise<void> {
    const [stable, candidate] = [find(rollout, rollout.stable.hash), find(rollout, rollout.candidate.hash)];
    // It is not shown here either, so there is nothing to wait for.
    if (!stable || !candidate) {
      trial.judgement = { kind: 'healthy' };
      return;
    }
    const report = await shadow(stable, candidate, [...trial.inputs.list(), ...fixturesOf(stable)]);
    reported(rollout.id, report);
    trial.judgement = judgementOf(report, trial.begunAt);
  }

  return {
    recorded(rollout, input) {
      if (rollout.state === 'preparing') trials.get(rollout.id)?.inputs.add(input);
    },
    judge(rollout, now) {
      const trial = trialOf(rollout.id, now);
      const isDue = now - trial.begunAt >= patience || trial.inputs.list().length >= enough;
      if (trial.judgement === null && isDue) {
        trial.judgement = 'begun';
        run(rollout, trial).catch((error: unknown) => {
          trial.judgement = bad(`Trying the candidate failed: ${(error as Error).message}`, trial.begunAt);
        });
      }
      return trial.judgement === null || trial.judgement === 'begun'
        ? { kind: 'undecided', why: 'The candidate is tried on what visitors ask for.' }
        : trial.judgement;
    },
    keepOnly(open) {
      for (const id of trials.keys()) if (!open.has(id)) trials.delete(id);
    },
  };
}

/** What the version before brought to try it with. */
const fixturesOf = (page: LivePage): readonly RenderInput[] =>
  Object.keys(page.tests?.fixtures ?? {})
    .slice(0, 10)
    .map((name) => fixtureInput(page, name, { manifests: page.manifests }));

function judgementOf({ threw, empty, rendered }: ShadowReport, at: number): Judgement {
  if (threw > 0) return bad(`The candidate fails for ${threw} of ${rendered} recorded requests.`, at);
  if (empty > 0) return bad(`The candidate shows nothing for ${empty} of ${rendered} recorded requests.`, at);
  return { kind: 'healthy' };
}

const bad = (why: string, at: number): Judgement => ({
  kind: 'bad',
  signal: 'shadow',
  why,
  firstBadAt: new Date(at).toISOString(),
});
