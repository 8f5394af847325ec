import type { RunOptions, ShotSettings, VisualCase } from './types.ts';

/** How a case is shot. */
export const settingsOf = ({ viewport, locale, scheme }: VisualCase, { patience }: RunOptions): ShotSettings => ({
  viewport,
  locale,
  scheme,
  ...(patience === undefined ? {} : { patience }),
});
