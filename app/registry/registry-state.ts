import type { Failure } from '#contract';
import type { RegistryEvent, RegistryStatus } from '#engine';
import type { StudioAction } from '../state/studio.ts';

/** How the components of the project fare, and what lately happened to them. */
export interface RegistryState {
  /** Null until the host has told. */
  readonly status: RegistryStatus | null;
  readonly failure: Failure | null;
  /** Newest first. */
  readonly news: readonly RegistryEvent[];
}

export type RegistryAction =
  | { readonly type: 'registry/status'; readonly status: RegistryStatus; readonly news: readonly RegistryEvent[] }
  | { readonly type: 'registry/failed'; readonly failure: Failure };

export const initialRegistry: RegistryState = { status: null, failure: null, news: [] };

const mostNews = 50;

export function reduceRegistry(state: RegistryState, action: StudioAction): RegistryState {
  switch (action.type) {
    case 'registry/status': {
      const news = [...action.news].reverse().concat(state.news).slice(0, mostNews);
      return { status: action.status, failure: null, news };
    }
    case 'registry/failed':
      return { ...state, failure: action.failure };
    default:
      return state;
  }
}
