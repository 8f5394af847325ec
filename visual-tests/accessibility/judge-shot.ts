import { hasNewMask } from '../diff/new-masks.ts';
import type { Still } from '../finding.ts';
import type { Baseline, PictureStore } from '../types/baseline.ts';
import type { VisualCase } from '../types/case.ts';
import type { RunPorts } from '../types/run.ts';
import type { Looked } from '../types/shot.ts';
import { type AccessibilityJudgement, counted, judgeAccessibility } from './judge-accessibility.ts';

/** What a shot page is beside its approved one for those who do not see it. */
export async function judgeShot(
  baseline: Baseline,
  shot: Still,
  { accessibility, masks }: VisualCase,
  { pictures, now }: RunPorts,
): Promise<AccessibilityJudgement> {
  const known = readLooked(await textOf(baseline.findings, pictures));
  const before = { aria: await textOf(baseline.aria, pictures), findings: known?.findings ?? null };
  const after = { aria: shot.aria, findings: shot.findings?.findings ?? null };
  const silenced = hasNewMask(masks, baseline.conditions);
  return judgeAccessibility(before, after, { ignore: accessibility?.ignore ?? [], now: now(), silenced });
}

/** A text that is kept beside a picture; null when it is not, or cannot be read. */
export async function textOf(hash: string | null, pictures: PictureStore): Promise<string | null> {
  const bytes = hash === null ? null : await pictures.get(hash).catch(() => null);
  return bytes && new TextDecoder().decode(bytes);
}

/** What a first picture breaks: whoever accepts it accepts that too. */
export const findingsOfFirst = ({ findings }: Still, { accessibility }: VisualCase, { now }: RunPorts) =>
  counted(findings?.findings ?? [], accessibility?.ignore ?? [], now());

/** As kept beside a picture; null when it cannot be read. */
export function readLooked(text: string | null): Looked | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    const isWhole = typeof value === 'object' && value !== null && 'page' in value && 'findings' in value;
    return isWhole && Array.isArray(value.findings) ? (value as Looked) : null;
  } catch {
    return null;
  }
}
