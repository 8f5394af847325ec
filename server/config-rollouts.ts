import { integer, type Reading } from './environment.ts';

/** How rollouts go when whoever starts one does not say. */
export interface RolloutSettings {
  /** Seconds for which a version is watched once everybody has it. */
  readonly watch: number;
  /** Seconds after which a step is given up that nobody could judge. */
  readonly longestStep: number;
}

const day = 86_400;

export const readRollouts = (read: <Value>(reading: Reading<Value>, name: string) => Value): RolloutSettings => ({
  watch: read(integer(day, 0, 30 * day), 'ROLLOUT_WATCH_SECONDS'),
  longestStep: read(integer(3_600, 1, 30 * day), 'ROLLOUT_LONGEST_STEP_SECONDS'),
});
