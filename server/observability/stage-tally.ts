import type { StageName, StageReport } from '#engine';

/** Of all bundles compiled since the server started. */
export interface StageFigures {
  readonly name: StageName;
  readonly runs: number;
  readonly milliseconds: number;
  readonly diagnostics: number;
}

/** Adds up what stages report, in the order they first ran. */
export function stageTally() {
  const sums = new Map<StageName, StageFigures>();
  return {
    add(stages: readonly StageReport[]): void {
      for (const { name, milliseconds, diagnostics } of stages) {
        const known = sums.get(name) ?? { name, runs: 0, milliseconds: 0, diagnostics: 0 };
        sums.set(name, {
          name,
          runs: known.runs + 1,
          milliseconds: known.milliseconds + milliseconds,
          diagnostics: known.diagnostics + diagnostics,
        });
      }
    },
    figures: (): readonly StageFigures[] => [...sums.values()],
  };
}
