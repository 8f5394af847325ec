import type { HistogramSample } from './prometheus.ts';

/** Histograms of one figure, one for each set of labels it was met with. */
export interface LabelledHistograms {
  add(labels: Readonly<Record<string, string>>, value: number): void;
  samples(): readonly HistogramSample[];
}

/** `bounds`: upper bounds of the buckets, in rising order. Whoever adds sees to it that there are few sets of labels. */
export function labelledHistograms(bounds: readonly number[]): LabelledHistograms {
  const all = new Map<string, { labels: Readonly<Record<string, string>>; buckets: number[]; sum: number }>();
  return {
    add(labels, value) {
      // Each request comes here three times: nothing is made that is not kept.
      let name = '';
      for (const label in labels) name += `${labels[label]}\n`;
      const found = all.get(name) ?? { labels, buckets: new Array<number>(bounds.length + 1).fill(0), sum: 0 };
      if (found.labels === labels) all.set(name, found);
      let at = 0;
      while (at < bounds.length && value > bounds[at]!) at += 1;
      found.buckets[at]! += 1;
      found.sum += value;
    },
    samples: () => [...all.values()].map(({ labels, buckets, sum }) => ({ labels, bounds, buckets, sum })),
  };
}

/** So many bounds, each twice the one before. */
export const doubling = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => first * 2 ** at);
