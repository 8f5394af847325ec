import { doubling, type LabelledHistograms, labelledHistograms } from './labelled-histograms.ts';

/** Requests by `method`, `route` (its pattern, so that there are few) and `status`. */
export interface RequestFigures {
  /** Seconds from the headers to the last byte of the answer. */
  readonly durations: LabelledHistograms;
  /** Bytes that came and went, headers included. */
  readonly received: LabelledHistograms;
  readonly sent: LabelledHistograms;
}

export const newRequestFigures = (): RequestFigures => ({
  durations: labelledHistograms(doubling(0.001, 15)),
  received: labelledHistograms(byteBounds),
  sent: labelledHistograms(byteBounds),
});

const byteBounds = doubling(256, 17);
