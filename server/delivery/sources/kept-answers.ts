import { LRUCache } from 'lru-cache';

/** What sources answered, for when they cannot. */
export interface KeptAnswers {
  keep(key: string, text: string): void;
  /** An answer that is at most so many seconds old; null for none. */
  find(key: string, seconds: number): string | null;
  /** How often one stood in for a source. */
  readonly used: number;
  readonly bytes: number;
}

interface Kept {
  readonly text: string;
  /** Milliseconds. */
  readonly at: number;
}

/** In memory, what was asked for last stays. */
export function keepAnswers(mostBytes: number, clock: () => number): KeptAnswers {
  const answers = new LRUCache<string, Kept>({
    maxSize: mostBytes,
    sizeCalculation: ({ text }, key) => 2 * (text.length + key.length) + 64,
  });
  let used = 0;
  return {
    keep: (key, text) => void answers.set(key, { text, at: clock() }),
    find(key, seconds) {
      const kept = answers.get(key);
      if (!kept || clock() - kept.at > seconds * 1_000) return null;
      used += 1;
      return kept.text;
    },
    get used() {
      return used;
    },
    get bytes() {
      return answers.calculatedSize;
    },
  };
}
