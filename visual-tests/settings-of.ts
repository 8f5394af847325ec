import type { VisualCase } from './types/case.ts';
import type { RunOptions } from './types/run.ts';
import type { ShotSettings } from './types/shot.ts';

/** How a case is shot. */
export const settingsOf = (
  { viewport, locale, scheme, medium, at, force, steps = [], expect = [], budgets }: VisualCase,
  { patience }: RunOptions,
): ShotSettings => ({
  viewport,
  locale,
  scheme,
  ...(medium !== undefined && { medium }),
  ...(at !== undefined && { at }),
  // What is forced to wait says so of itself, and nobody will end it.
  mayBeBusy: Object.values(force).some((state) => waiting.has(state)),
  ...(patience !== undefined && { patience }),
  ...(steps.length > 0 && { steps }),
  ...(expect.length > 0 && { expect }),
  ...(budgets && { budgets }),
});

const waiting = new Set(['slow', 'placeholder', 'loading']);
