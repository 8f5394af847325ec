import { doubling, type LabelledHistograms, labelledHistograms } from './labelled-histograms.ts';
import type { Sample } from './prometheus.ts';

/** Requests by `method`, `endpoint` (the pattern of its route, so that there are few) and `status`. */
export interface RequestFigures {
  /** Seconds from the headers to the last byte of the answer. */
  readonly durations: LabelledHistograms;
  /** Bytes that came and went, headers included. */
  readonly received: LabelledHistograms;
  readonly sent: LabelledHistograms;
}

/** How many there were, of each set of labels. */
export const totalsOf = (histograms: LabelledHistograms): readonly Sample[] =>
  histograms.samples().map(({ labels, buckets }) => [labels, buckets.reduce((sum, count) => sum + count, 0)] as const);

export const newRequestFigures = (): RequestFigures => ({
  durations: labelledHistograms(doubling(0.001, 15)),
  received: labelledHistograms(byteBounds),
  sent: labelledHistograms(byteBounds),
});

const byteBounds = doubling(256, 17);
