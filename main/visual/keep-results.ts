import type { CaseResult, VisualRun } from '#contract';
import { noPictures, type Outcome } from '#visual';
import { baselinesIn } from '../store/baselines.ts';
import { excusesIn } from '../store/excuses.ts';
import type { Store } from '../store/open-store.ts';
import { runsIn, type StoredCase } from '../store/runs.ts';
import { storeFailure } from '../store/store-failure.ts';
import { acceptedBaseline } from './accepted-baseline.ts';
import { underExcuse } from './excuse.ts';
import { overallVerdict } from './overall-verdict.ts';

/** The results of one run, stored as they come. What a full disk does not take is kept here, and told all the same. */
export interface KeptResults {
  keep(position: number, outcome: Outcome): void;
  /** The run has ended. False while the disk takes no more: then another try may come later. */
  end(state: 'finished' | 'cancelled' | 'crashed', at: string): boolean;
  /** The run with everything known of it. */
  view(): VisualRun;
}

export function keepResults({ database }: Store, id: string, now: () => Date): KeptResults {
  const runs = runsIn(database, now);
  const baselines = baselinesIn(database);
  const excuses = excusesIn(database);
  const unstored = new Map<number, StoredCase>();
  /** Cases that were not shot come in a crowd: they are written down together, because each write waits for the disk. */
  let crowd: (StoredCase & { readonly position: number })[] = [];
  let ended: (Pick<VisualRun, 'endedAt'> & { readonly state: 'finished' | 'cancelled' | 'crashed' }) | null = null;

  const stored = (): VisualRun => {
    const run = runs.find(id);
    if (!run) throw new Error(`The run ${id} is not stored.`);
    return run;
  };

  /** With what it means for the baseline of its case, all or nothing. */
  function store(position: number, outcome: Outcome, result: CaseResult): void {
    const { conditions, fingerprint, baseline: picture, shot, verdict } = outcome;
    const { key } = outcome.case;
    database
      .transaction(() => {
        runs.addCase(id, position, { result, conditions });
        if (!conditions || outcome.skipped) return;
        // A new picture is the pending baseline of its case until a person decides.
        if (verdict === 'created' && shot) {
          const { contentHash } = stored();
          const created = acceptedBaseline({ id, contentHash }, result, shot, conditions);
          baselines.put(key, { ...created, accepted: false, pass: null });
        }
        if (verdict === 'passed' && fingerprint && picture) {
          baselines.passed(key, { ...conditions, picture }, { fingerprint, run: id });
        }
      })
      .immediate();
  }

  /** What the disk does not take is an error of its case, whatever came of it. */
  function orElse(results: readonly { readonly position: number; readonly result: CaseResult }[], write: () => void) {
    try {
      write();
    } catch (error) {
      const failure = storeFailure(error);
      if (!failure) throw error;
      for (const { position, result } of results) {
        const message = `${failure.message} The result was: ${result.verdict}${result.message ? `. ${result.message}` : '.'}`;
        // What was not stored cannot be shown.
        const lost = { ...result, ...noPictures, verdict: 'error', decision: null, message } as const;
        unstored.set(position, { result: lost, conditions: null });
      }
    }
  }

  function storeCrowd(): void {
    if (crowd.length === 0) return;
    const all = crowd;
    crowd = [];
    const write = database.transaction(() => {
      for (const { position, ...one } of all) runs.addCase(id, position, one);
    });
    orElse(all, () => write.immediate());
  }

  return {
    keep(position, outcome) {
      const result = underExcuse(resultOf(outcome), excuses.find(outcome.case.key), now());
      if (outcome.skipped) {
        crowd.push({ position, result, conditions: outcome.conditions });
        return;
      }
      storeCrowd();
      orElse([{ position, result }], () => store(position, outcome, result));
    },
    end(state, at) {
      storeCrowd();
      ended = { state, endedAt: at };
      try {
        database
          .transaction(() => {
            for (const [position, lost] of unstored) runs.addCase(id, position, lost);
            runs.end(id, state, at);
          })
          .immediate();
        unstored.clear();
        return true;
      } catch (error) {
        if (!storeFailure(error)) throw error;
        return false;
      }
    },
    view() {
      storeCrowd();
      const run = stored();
      if (!ended && unstored.size === 0) return run;
      const results = inOrder(run.results, unstored);
      const { state, endedAt } = ended ?? run;
      return { ...run, state, endedAt, results, verdict: overallVerdict(state, results, now()) };
    },
  };
}

/** Stored ones have their order, and no positions; those that are not go where they would stand. */
function inOrder(results: readonly CaseResult[], unstored: ReadonlyMap<number, StoredCase>): readonly CaseResult[] {
  const all = [...results];
  for (const [position, { result }] of [...unstored].sort(([left], [right]) => left - right))
    all.splice(position, 0, result);
  return all;
}

function resultOf({ case: visualCase, conditions, refused, ...outcome }: Outcome): CaseResult {
  const { key, name, fixture, viewport, browser, theme, locale, scheme } = visualCase;
  const { modifiers = {}, medium = 'screen', at = null } = visualCase;
  const decidable = outcome.verdict === 'failed' || outcome.verdict === 'created';
  return {
    ...outcome,
    case: { key, name, fixture, viewport, browser, theme, locale, scheme, modifiers, medium, at },
    decision: decidable ? 'pending' : null,
    reason: null,
    excuse: null,
    changedRatio: outcome.totalPixels === 0 ? 0 : outcome.changedPixels / outcome.totalPixels,
  };
}
