import { type CacheStatistics, expiringCache } from '../cache/expiring-cache.ts';
import { canonical } from '../document/canonical.ts';
import type { Json } from '../document/types.ts';
import type { Clock } from '../engine.ts';

/** What validations found out before, by what it was found out from. */
export interface KeptOutcomes {
  /** Of something that depends on `inputs` alone; found now when it is not known, and `known` is told when it is. */
  pure<T>(name: string, inputs: Json, find: () => T, known: () => void): T;
  /** An answer of the host, which holds for that many milliseconds; undefined when there is none. */
  answer(name: string, inputs: Json): boolean | undefined;
  keep(name: string, inputs: Json, answer: boolean, milliseconds: number): void;
  /** Keeps that share of them. */
  shrink(share: number): void;
  statistics(): CacheStatistics;
}

/** Outcomes kept per engine; each is a few words, its key at most `longestKey`. */
const keptOutcomes = 2_000;
const longestKey = 4_096;
const hour = 3_600_000;

/** Null for what has no canonical form, such as half a character. */
function textOf(inputs: Json): string | null {
  try {
    return canonical(inputs);
  } catch {
    return null;
  }
}

export function newKeptOutcomes(clock: Clock): KeptOutcomes {
  const kept = expiringCache<{ readonly outcome: unknown; readonly until: number }>({
    most: keptOutcomes,
    lifetime: hour,
    clock,
  });
  const keyOf = (name: string, inputs: Json): string | null => {
    const text = textOf(inputs);
    // A value that long is rarely sent twice.
    return text === null || name.length + text.length >= longestKey ? null : `${name}\n${text}`;
  };
  const isGood = ({ until }: { readonly until: number }): boolean => clock() < until;
  return {
    pure<T>(name: string, inputs: Json, find: () => T, known: () => void): T {
      const key = keyOf(name, inputs);
      if (key === null) return find();
      const before = kept.get(key);
      if (before) {
        known();
        return before.outcome as T;
      }
      const outcome = find();
      kept.set(key, { outcome, until: Number.POSITIVE_INFINITY });
      return outcome;
    },
    answer(name, inputs) {
      const key = keyOf(name, inputs);
      return key === null ? undefined : (kept.get(key, isGood)?.outcome as boolean | undefined);
    },
    keep(name, inputs, answer, milliseconds) {
      const key = keyOf(name, inputs);
      if (key !== null) kept.set(key, { outcome: answer, until: clock() + milliseconds });
    },
    shrink: kept.shrink,
    statistics: () => kept.statistics(),
  };
}
