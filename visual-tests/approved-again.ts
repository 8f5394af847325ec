import type { Camera } from './camera.ts';
import { type Finding, keep, nothing } from './finding.ts';
import type { Baseline } from './types/baseline.ts';
import type { VisualCase } from './types/case.ts';
import type { RunPorts } from './types/run.ts';
import type { Build } from './types/shot.ts';

export const isSameBuild = (left: Build, right: Build): boolean =>
  left.browser === right.browser && left.platform === right.platform;

/**
 * What a picture of another browser build is held against: the approved version, shot again in that build, so that only
 * what changed in the document is judged and not how the build paints. Where its texts are not kept, the approved
 * picture itself. A finding where it cannot be shot.
 */
export async function approvedAgain(
  approved: Baseline,
  visualCase: VisualCase,
  ports: RunPorts,
  camera: Camera,
): Promise<Baseline | Finding> {
  const page = await ports.renderApproved?.(visualCase, approved);
  if (!page) return approved;
  const shot = await camera.take(page, visualCase);
  if (shot.kind !== 'still') {
    const message = `The approved version could not be shot again in this build of the browser: ${shot.message}`;
    return nothing(shot.kind, message);
  }
  const { shot: picture, shapes, aria, findings, html, conditions } = await keep(shot, ports);
  const carriedFrom = approved.carriedFrom ?? approved.conditions.browser;
  const again: Baseline = { ...approved, picture, shapes, aria, findings, html, conditions, carriedFrom };
  await ports.baselines.carry?.(visualCase.key, again);
  return again;
}

/** A sentence when a baseline is the approved version in another build; null when a person saw this very picture. */
export function explainCarried({ carriedFrom }: Baseline, { browser }: Build): string | null {
  if (carriedFrom === null) return null;
  return `The approved picture is of ${carriedFrom}, so the approved version was shot again in ${browser}: check it once.`;
}
