/** Upper bounds of the buckets in milliseconds; the last bucket holds what is longer. */
export const bucketBounds: readonly number[] = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000];

export interface HistogramFigures {
  readonly count: number;
  /** Milliseconds. */
  readonly mean: number;
  readonly longest: number;
  /** Estimated within their buckets. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** By upper bound; one more than bounds. */
  readonly buckets: readonly number[];
}

export interface Histogram {
  add(milliseconds: number): void;
  figures(): HistogramFigures;
}

export function newHistogram(): Histogram {
  const buckets = new Array<number>(bucketBounds.length + 1).fill(0);
  let [count, total, longest] = [0, 0, 0];
  return {
    add(milliseconds) {
      let at = 0;
      while (at < bucketBounds.length && milliseconds > bucketBounds[at]!) at++;
      buckets[at]! += 1;
      count += 1;
      total += milliseconds;
      if (milliseconds > longest) longest = milliseconds;
    },
    figures: () => {
      const at = (share: number) => quantile(buckets, count, longest, share);
      const mean = count === 0 ? 0 : total / count;
      return { count, mean, longest, p50: at(0.5), p95: at(0.95), p99: at(0.99), buckets: [...buckets] };
    },
  };
}

/** Straight through the bucket it falls into; nothing is longer than the longest. */
function quantile(buckets: readonly number[], count: number, longest: number, share: number): number {
  const rank = share * count;
  let below = 0;
  for (const [at, size] of buckets.entries()) {
    if (size > 0 && below + size >= rank) {
      const low = bucketBounds[at - 1] ?? 0;
      const high = Math.min(bucketBounds[at] ?? longest, longest);
      return Math.min(longest, low + (Math.max(high, low) - low) * ((rank - below) / size));
    }
    below += size;
  }
  return 0;
}
