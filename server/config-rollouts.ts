import { integer, type Reading } from './environment.ts';

/** How rollouts go when whoever starts one does not say. */
export interface RolloutSettings {
  /** Seconds for which a version is watched once everybody has it. */
  readonly watch: number;
}

const day = 86_400;

export const readRollouts = (read: <Value>(reading: Reading<Value>, name: string) => Value): RolloutSettings => ({
  watch: read(integer(day, 0, 30 * day), 'ROLLOUT_WATCH_SECONDS'),
});
