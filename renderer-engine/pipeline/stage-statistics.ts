import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { StageName } from '../engine.ts';

/** How a stage fared since the engine was made. */
export interface StageStatistics {
  readonly name: StageName;
  /** Stages whose results it reads. */
  readonly needs: readonly StageName[];
  readonly runs: number;
  /** Milliseconds: of all runs, of one on average, of the longest and of the last one. */
  readonly total: number;
  readonly mean: number;
  readonly longest: number;
  readonly last: number;
  /** Diagnostics it gave, by how bad they are. */
  readonly errors: number;
  readonly warnings: number;
  /** How often it threw: a mistake of ours. */
  readonly failures: number;
}

/** Where stages put what they cost. */
export interface StageStore {
  ran(name: StageName, milliseconds: number, told: readonly Diagnostic[]): void;
  threw(name: StageName): void;
  statistics(): readonly StageStatistics[];
}

type Counts = { -readonly [Key in keyof Omit<StageStatistics, 'name' | 'needs' | 'mean'>]: StageStatistics[Key] };

/** `flow`: every stage with what it needs, in the order they run. */
export function newStageStore(
  flow: readonly { readonly name: StageName; readonly needs: readonly StageName[] }[],
): StageStore {
  const counts = new Map<StageName, Counts>(
    flow.map(({ name }) => [
      name,
      { runs: 0, total: 0, longest: 0, last: 0, errors: 0, warnings: 0, failures: 0 } satisfies Counts,
    ]),
  );
  return {
    ran(name, milliseconds, told) {
      const count = counts.get(name)!;
      count.runs += 1;
      count.total += milliseconds;
      count.last = milliseconds;
      if (milliseconds > count.longest) count.longest = milliseconds;
      for (const { severity } of told) {
        if (severity === 'error') count.errors += 1;
        else if (severity === 'warning') count.warnings += 1;
      }
    },
    threw(name) {
      counts.get(name)!.failures += 1;
    },
    statistics: () =>
      flow.map(({ name, needs }) => {
        const { runs, total, ...rest } = counts.get(name)!;
        return { name, needs, runs, total, mean: runs === 0 ? 0 : total / runs, ...rest };
      }),
  };
}
