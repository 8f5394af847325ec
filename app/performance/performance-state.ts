import type { EnginePerformance, Failure } from '#contract';
import type { StudioAction } from '../state/studio.ts';

/** How the engine fares, as it was last told. */
export interface PerformanceState {
  /** Null until the host has told. */
  readonly figures: EnginePerformance | null;
  readonly failure: Failure | null;
}

export type PerformanceAction =
  | { readonly type: 'performance/figures'; readonly figures: EnginePerformance }
  | { readonly type: 'performance/failed'; readonly failure: Failure };

export const initialPerformance: PerformanceState = { figures: null, failure: null };

export function reducePerformance(state: PerformanceState, action: StudioAction): PerformanceState {
  switch (action.type) {
    case 'performance/figures':
      return { figures: action.figures, failure: null };
    case 'performance/failed':
      return { ...state, failure: action.failure };
    default:
      return state;
  }
}
