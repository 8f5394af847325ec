import type { CaseResult, VisualRun } from '#contract';
import type { Conditions } from '#visual';
import type { StoredBaseline } from '../store/baselines.ts';

/** What a picture becomes that a person accepts: it is its own pass, so that the same is not shot again. */
export const acceptedBaseline = (
  { id, contentHash }: Pick<VisualRun, 'id' | 'contentHash'>,
  { shapes, aria, findings, fingerprint }: Pick<CaseResult, 'shapes' | 'aria' | 'findings' | 'fingerprint'>,
  picture: string,
  conditions: Conditions,
): StoredBaseline => ({
  picture,
  shapes,
  aria,
  findings,
  conditions,
  contentHash,
  accepted: true,
  carriedFrom: null,
  run: id,
  pass: fingerprint === null ? null : { fingerprint, run: id },
});
