import { RenderBudgetError } from '../../expressions/index.ts';
import type { Pause } from './part.ts';
import { RenderLimitError } from './render-error.ts';
import type { RenderState } from './state.ts';

/** The step budget of the expressions is a limit of the whole render. */
export function guarded<T>(state: RenderState, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RenderBudgetError)) throw error;
    throw new RenderLimitError('UI9101', 'the number of steps', error.limit, state.place());
  }
}

/** The same for a render that stands still now and then. */
export function* guardedWalk(state: RenderState, walk: Generator<Pause, void>): Generator<Pause, void> {
  for (let step = guarded(state, () => walk.next()); !step.done; step = guarded(state, () => walk.next()))
    yield step.value;
}
