import { readLooked, textOf } from './accessibility/judge-shot.ts';
import type { Accepted } from './camera.ts';
import type { Baseline } from './types/baseline.ts';
import type { VisualCase } from './types/case.ts';
import type { RunPorts } from './types/run.ts';
import type { NodeShape, Seen } from './types/shot.ts';

/** What a first picture is held against. Null where there is none, or it cannot be read: that is told once there is a picture. */
export async function acceptedOf(
  visualCase: VisualCase,
  ports: RunPorts,
  fingerprint: string | null,
): Promise<Accepted | null> {
  const baseline = await ports.baselines.find(visualCase.key, null);
  const accepted = baseline?.accepted ? await ports.pictures.get(baseline.picture).catch(() => null) : null;
  if (!baseline || !accepted) return null;
  const known = fingerprint === null ? null : await knownOf(baseline, visualCase, ports, fingerprint);
  return { accepted, ...(known && { known }) };
}

/**
 * What was seen when this very picture passed, by a page of the same fingerprint. Null where any of it is missing: then
 * somebody has to look.
 */
async function knownOf(
  { picture }: Baseline,
  { key, accessibility }: VisualCase,
  ports: RunPorts,
  fingerprint: string,
): Promise<Seen | null> {
  const pass = await ports.baselines.passed?.(key, fingerprint);
  if (!pass || pass.shot !== picture) return null;
  const [shapes, aria, looked] = [
    await textOf(pass.shapes, ports.pictures),
    await textOf(pass.aria, ports.pictures),
    await textOf(pass.findings, ports.pictures),
  ];
  const findings = readLooked(looked);
  if (shapes === null || aria === null || (accessibility && !findings)) return null;
  try {
    return { nodes: JSON.parse(shapes) as readonly NodeShape[], aria, findings };
  } catch {
    return null;
  }
}
