import type { CacheStatistics } from '../cache/expiring-cache.ts';
import type { ValidationResult } from '../engine.ts';

/** What the validations of an engine came to. */
export interface ValidationStatistics {
  readonly runs: number;
  /** Runs whose value was refused. */
  readonly refused: number;
  readonly layers: Readonly<Record<1 | 2 | 3, LayerCounts>>;
  /** Outcomes of layers 1 and 2 that were known already. */
  readonly cache: CacheStatistics;
}

export interface LayerCounts {
  readonly runs: number;
  readonly failed: number;
  /** Rules nobody could decide in time. */
  readonly timedOut: number;
  /** Outcomes that were known already: of the schema or a rule over the same value, of a check within its `ttl`. */
  readonly known: number;
  /** Milliseconds of all runs together, what was waited for included. */
  readonly milliseconds: number;
  /** Of the one that took longest. */
  readonly longest: number;
}

/** Told while a validation runs. */
export interface ValidationTally {
  /** An outcome was at hand. */
  known(layer: 1 | 2 | 3): void;
  /** A layer has run, for that many milliseconds. */
  took(layer: 1 | 2 | 3, milliseconds: number): void;
}

/** Counts the results of validations. */
export function countValidations() {
  const counts = { runs: 0, refused: 0 };
  const layers = { 1: newCounts(), 2: newCounts(), 3: newCounts() };
  const tally: ValidationTally = {
    known(layer) {
      layers[layer].known++;
    },
    took(layer, milliseconds) {
      const own = layers[layer];
      own.milliseconds += milliseconds;
      own.longest = Math.max(own.longest, milliseconds);
    },
  };
  return {
    tally,
    /** Answers the same result, for passing it on. */
    add(result: ValidationResult): ValidationResult {
      const { valid, layers: results } = result;
      counts.runs++;
      if (!valid) counts.refused++;
      for (const one of results.filter(({ ran }) => ran)) {
        const own = layers[one.layer];
        own.runs++;
        if (!one.valid) own.failed++;
        own.timedOut += one.timedOut.length;
      }
      return result;
    },
    statistics: (cache: CacheStatistics): ValidationStatistics => ({
      ...counts,
      layers: { 1: { ...layers[1] }, 2: { ...layers[2] }, 3: { ...layers[3] } },
      cache,
    }),
  };
}

const newCounts = () => ({ runs: 0, failed: 0, timedOut: 0, known: 0, milliseconds: 0, longest: 0 });
