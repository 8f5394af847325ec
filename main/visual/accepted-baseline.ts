import type { CaseResult, VisualRun } from '#contract';
import type { Conditions } from '#visual';
import type { StoredBaseline } from '../store/baselines.ts';

/**
 * What a picture becomes that a person accepts: it is its own pass, so that the same is not shot again; unless something
 * the case expects is not so, which nobody can accept.
 */
export const acceptedBaseline = (
  { id, contentHash }: Pick<VisualRun, 'id' | 'contentHash'>,
  {
    shapes,
    aria,
    findings,
    html,
    fingerprint,
    broken,
  }: Pick<CaseResult, 'shapes' | 'aria' | 'findings' | 'html' | 'fingerprint' | 'broken'>,
  picture: string,
  conditions: Conditions,
): StoredBaseline => ({
  picture,
  shapes,
  aria,
  findings,
  html,
  conditions,
  contentHash,
  accepted: true,
  carriedFrom: null,
  run: id,
  pass: fingerprint === null || broken.length > 0 ? null : { fingerprint, run: id },
});
