import type { Audience } from '../rollout/plan.ts';
import { type Rollout, type RolloutState, rolloutOf } from '../rollout/rollout.ts';
import { type Db, listRollouts } from '../storage/index.ts';

const tones: Readonly<Record<RolloutState, 'neutral' | 'info' | 'success' | 'warning' | 'danger'>> = {
  preparing: 'info',
  running: 'info',
  paused: 'warning',
  watching: 'info',
  undoing: 'warning',
  frozen: 'danger',
  done: 'success',
  aborted: 'danger',
  'rolled-back': 'danger',
  superseded: 'neutral',
};

/** The newest hundred. */
export async function rolloutsView(db: Db) {
  const rows = await listRollouts(db, {}, 100);
  return rows
    .map(rolloutOf)
    .map((rollout) => ({ id: rollout.id, ...summaryOf(rollout), at: rollout.startedAt, by: rollout.startedBy }));
}

/** What a list and a page of its own say alike. */
export const summaryOf = (rollout: Rollout) => ({
  document: rollout.documentId,
  state: rollout.state,
  tone: tones[rollout.state],
  way: `${rollout.stable.semver} → ${rollout.candidate.semver}`,
  reach: rollout.audience === null ? 'nobody' : spoken(rollout.audience),
});

/** Who has it, in words. */
export function spoken(audience: Audience): string {
  switch (audience.kind) {
    case 'share':
      return audience.percent === 100 ? 'everybody' : `${audience.percent} % of visitors`;
    case 'header':
      return `requests with ${audience.name}: ${audience.value}`;
    case 'cookie':
      return `visitors with the cookie ${audience.name}=${audience.value}`;
    case 'tenants':
      return `tenants ${audience.tenants.join(', ')}`;
  }
}
