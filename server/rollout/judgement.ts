import type { Rollout } from './rollout.ts';

/** Which of the two versions of a rollout. */
export type Arm = 'stable' | 'candidate';

/** What a judge says of a candidate now. */
export type Judgement =
  /** Keep the step. */
  | { readonly kind: 'undecided'; readonly why: string }
  /** The evidence of the step suffices. */
  | { readonly kind: 'healthy' }
  | { readonly kind: 'bad'; readonly signal: string; readonly why: string; readonly firstBadAt: string };

/** Port: watches candidates. Asked by every server every 250 ms, of every rollout that is open. `now` in milliseconds. */
export interface Judge {
  judge(rollout: Rollout, now: number): Promise<Judgement> | Judgement;
  /**
   * Asked before the first visitor gets the candidate: it waits while this is `undecided` and goes on when it is
   * `healthy`. Without it nothing is waited for.
   */
  mayBegin?(rollout: Rollout, now: number): Promise<Judgement> | Judgement;
  /** What it knows, as JSON for people; `GET /api/v1/rollouts/:id` shows it as `report`. */
  report?(rollout: Rollout): unknown;
}

/** Knows nothing, so that no step is taken without a person. */
export const noJudge: Judge = {
  judge: () => ({ kind: 'undecided', why: 'Nothing measures this version yet: promote it by hand.' }),
};
