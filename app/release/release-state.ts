import type { Failure, ServerStatus } from '#contract';
import type { StudioAction } from '../state/studio.ts';

/** What is known of the production server. `unknown` until it was asked. */
export type ReleaseState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-connected' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'connected'; readonly status: ServerStatus };

export type ReleaseAction =
  | { readonly type: 'release/status'; readonly status: ServerStatus }
  | { readonly type: 'release/not-connected' }
  | { readonly type: 'release/failed'; readonly failure: Failure };

export const initialRelease: ReleaseState = { kind: 'unknown' };

export function reduceRelease(state: ReleaseState, action: StudioAction): ReleaseState {
  switch (action.type) {
    case 'release/status':
      return { kind: 'connected', status: action.status };
    case 'release/not-connected':
      return { kind: 'not-connected' };
    case 'release/failed':
      return { kind: 'failed', failure: action.failure };
    default:
      return state;
  }
}
