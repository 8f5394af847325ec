import { allowedPixels } from './judge.ts';
import type { PastPass } from './types/baseline.ts';
import type { VisualCase } from './types/case.ts';
import type { Outcome, RunOptions, RunPorts } from './types/run.ts';

/** The outcome of a case that need not be shot, because nothing it follows from changed since it passed; else null. */
export async function skipped(
  visualCase: VisualCase,
  { baselines, now }: RunPorts,
  { all, fingerprints }: RunOptions,
): Promise<Outcome | null> {
  const fingerprint = fingerprints?.get(visualCase.key);
  if (all || fingerprint === undefined || visualCase.unmet.length > 0) return null;
  const pass = await baselines.passed?.(visualCase.key, fingerprint);
  if (!pass || !isStillAllowed(pass, visualCase)) return null;
  const { at, ...figures } = pass;
  return {
    ...figures,
    case: visualCase,
    verdict: 'passed',
    skipped: true,
    fingerprint,
    allowedPixels: allowedPixels(pass.totalPixels, visualCase.allowedRatio),
    message: `Nothing changed since it was shot on ${at.slice(0, 16).replace('T', ' at ')} UTC, so it was not shot again.`,
    startedAt: now().toISOString(),
    milliseconds: 0,
  };
}

/** The tolerance may have become smaller meanwhile. */
const isStillAllowed = ({ changedPixels, totalPixels }: PastPass, { allowedRatio }: VisualCase): boolean =>
  changedPixels <= allowedPixels(totalPixels, allowedRatio);
