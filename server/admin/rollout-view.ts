import { type ActionName, possible } from '../rollout/act.ts';
import type { Judgement } from '../rollout/judgement.ts';
import { entryOf, type Rollout, rolloutOf } from '../rollout/rollout.ts';
import type { RolloutServices } from '../rollout/services.ts';
import { findRollout, rolloutEntries } from '../storage/index.ts';
import { spoken, summaryOf } from './rollouts-view.ts';

/** What the page offers; `promote` is two of them. */
export const choices = {
  promote: { label: 'Go on to the next step', action: 'promote', to: 'next' },
  'promote-all': { label: 'Give it to everybody now', action: 'promote', to: 'all' },
  pause: { label: 'Pause: stay at this step', action: 'pause' },
  resume: { label: 'Resume: go on from this step', action: 'resume' },
  abort: { label: 'Abort: give it up', action: 'abort' },
  rollback: { label: 'Roll back to the version before', action: 'rollback' },
} as const satisfies Record<string, { label: string; action: ActionName; to?: 'next' | 'all' }>;
export type Choice = keyof typeof choices;

/** One rollout for people; null when there is none with this id. */
export async function rolloutView(services: RolloutServices, id: string, maySteer: boolean) {
  const row = await findRollout(services.db, id);
  if (!row) return null;
  const rollout = rolloutOf(row);
  const history = (await rolloutEntries(services.db, id)).map(entryOf);
  const judged = rollout.endedAt === null && rollout.audience !== null;
  const judgement = judged ? await services.judge.judge(rollout, services.now().getTime()) : null;
  return {
    id,
    epoch: `${rollout.epoch}`,
    ...summaryOf(rollout),
    says: saysOf(rollout),
    trouble: [rollout.failure, rollout.undoFailure].filter(Boolean).join(' Undoing it failed too: '),
    share: shareOf(rollout),
    stable: versionOf(rollout.stable),
    candidate: versionOf(rollout.candidate),
    judge: judgement ? inWords(judgement) : 'has nothing to say now',
    choices: maySteer ? choicesIn(rollout) : [],
    steps: rollout.plan.steps.map((audience, at) => ({
      key: `${at}`,
      name: spoken(audience),
      ...stepState(rollout, at),
    })),
    history: history
      .map(({ at, by, kind, why }, number) => ({
        key: `${number}`,
        at,
        by: by === 'server' ? 'the server' : by,
        kind,
        why,
      }))
      .reverse(),
  };
}

const versionOf = ({ semver, hash }: Rollout['stable']): string => `${semver} · ${hash.slice(0, 19)}`;

const choicesIn = ({ state }: Rollout) =>
  Object.entries(choices)
    .filter(([, { action }]) => possible[action].includes(state))
    // While everybody has it there is no next step.
    .filter(([value]) => state !== 'watching' || value !== 'promote')
    .map(([value, { label }]) => ({ value, label }));

function saysOf({ channel, audience, stage, dueAt, startedBy }: Rollout): string {
  const reaches = audience === null ? 'Nobody has it now' : `It reaches ${spoken(audience)}`;
  const due = dueAt === null ? '' : `, until ${dueAt.slice(0, 16).replace('T', ' ')} UTC at least`;
  return `${reaches}${due}. Channel ${channel}, stage ${stage}, started by ${startedBy}.`;
}

function shareOf({ audience }: Rollout): number {
  if (audience === null) return 0;
  return audience.kind === 'share' ? audience.percent : 1;
}

function stepState({ step, audience }: Rollout, at: number) {
  if (at < step - 1) return { state: 'taken', tone: 'success' } as const;
  if (at === step - 1)
    return audience === null
      ? ({ state: 'taken back', tone: 'danger' } as const)
      : ({ state: 'now', tone: 'info' } as const);
  return { state: 'to come', tone: 'neutral' } as const;
}

const inWords = (judgement: Judgement): string =>
  judgement.kind === 'healthy' ? 'healthy' : `${judgement.kind}: ${judgement.why}`;
