import semver from 'semver';
import { bumpOf, type CompareContext, contractChanges, nextVersion } from './compare-contracts.ts';
import type { Bump, Change, CompatibilityLevel, DocumentContract } from './contract.ts';

/** A new version of a document beside its older ones. */
export interface Comparison {
  /** The newest of the older versions, and the one that was compared with it. */
  readonly before: string;
  readonly after: string;
  readonly level: CompatibilityLevel;
  /** Differences to the newest older version; with a transitive level to every one of them. */
  readonly changes: readonly Change[];
  readonly holds: { readonly backward: boolean; readonly forward: boolean };
  /** Whether nothing breaks a direction the level asks for. */
  readonly compatible: boolean;
  /** The smallest bump that is honest, and the version it leads to. */
  readonly bump: Bump;
  readonly next: string;
  /** False when `after` is less than `next`. */
  readonly farEnough: boolean;
  /** The picture may change: look at the visual tests. */
  readonly visual: boolean;
}

export interface VersionsOptions extends CompareContext {
  /** `BACKWARD` by default. */
  readonly level?: CompatibilityLevel;
}

/** Compares a version with the ones before it; `older` must not be empty. */
export function compareVersions(
  older: readonly DocumentContract[],
  newer: DocumentContract,
  { level = 'BACKWARD', ...context }: VersionsOptions = {},
): Comparison {
  const sorted = [...older].sort((a, b) => semver.compare(a.version, b.version));
  const last = sorted.at(-1);
  if (!last) throw new RangeError('A version is compared with at least one older one.');
  const toLast = contractChanges(last, newer, context);
  const others = level.endsWith('_TRANSITIVE')
    ? sorted.slice(0, -1).flatMap((one) => contractChanges(one, newer, context))
    : [];
  const changes = [...toLast, ...others];
  const holds = {
    backward: !changes.some(({ breaks }) => breaks.backward),
    forward: !changes.some(({ breaks }) => breaks.forward),
  };
  const bump = bumpOf(toLast);
  return {
    before: last.version,
    after: newer.version,
    level,
    changes,
    holds,
    compatible: (holds.backward || !asksFor(level, 'BACKWARD')) && (holds.forward || !asksFor(level, 'FORWARD')),
    bump,
    next: nextVersion(last.version, bump),
    farEnough: semver.gte(newer.version, nextVersion(last.version, bump)),
    visual: changes.some(({ visual }) => visual),
  };
}

const asksFor = (level: CompatibilityLevel, direction: 'BACKWARD' | 'FORWARD'): boolean =>
  level.startsWith('FULL') || level.startsWith(direction);
