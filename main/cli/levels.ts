import type { CompatibilityLevel } from '#engine';

/** Levels a comparison may ask for, by name; the engine itself is loaded only when a verb needs it. */
export const compatibilityLevels: readonly CompatibilityLevel[] = [
  'NONE',
  'BACKWARD',
  'FORWARD',
  'FULL',
  'BACKWARD_TRANSITIVE',
  'FORWARD_TRANSITIVE',
  'FULL_TRANSITIVE',
];
