import type { VersionCompatibility } from '#contract';

type Bump = VersionCompatibility['bump'];

interface BumpWords {
  readonly word: string;
  readonly tone: 'success' | 'info' | 'warning' | 'neutral';
}

const bumps: Readonly<Record<Bump, BumpWords>> = {
  major: { word: 'Breaking', tone: 'warning' },
  minor: { word: 'Additive', tone: 'info' },
  patch: { word: 'Patch', tone: 'success' },
  none: { word: 'No change', tone: 'neutral' },
};

/** How far a change reaches, as a word. */
export const bumpOf = (bump: Bump): BumpWords => bumps[bump];

/** What the change means for the version number, in one sentence. */
export function versionAdvice({ before, after, bump, next, farEnough }: VersionCompatibility): string {
  if (bump === 'none') return `Nothing changed since ${before}.`;
  return farEnough
    ? `After ${before}, version ${after} says so.`
    : `After ${before} the version must be ${next} or more; it is ${after}.`;
}
