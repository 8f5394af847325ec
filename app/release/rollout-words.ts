import type { Audience, Rollout, RolloutAction, RolloutEntry, RolloutState } from '#contract';

/** What a rollout is doing, for people, with how it is meant. */
export const stateWords: Readonly<
  Record<RolloutState, { readonly word: string; readonly tone: 'success' | 'warning' | 'danger' | 'info' | 'neutral' }>
> = {
  preparing: { word: 'preparing', tone: 'info' },
  running: { word: 'running', tone: 'info' },
  paused: { word: 'paused', tone: 'warning' },
  watching: { word: 'watched', tone: 'info' },
  undoing: { word: 'going back', tone: 'warning' },
  frozen: { word: 'frozen', tone: 'danger' },
  done: { word: 'done', tone: 'success' },
  aborted: { word: 'aborted', tone: 'danger' },
  'rolled-back': { word: 'rolled back', tone: 'danger' },
  superseded: { word: 'superseded', tone: 'neutral' },
};

/** Who has the candidate during a step. */
export function audienceWords(audience: Audience): string {
  switch (audience.kind) {
    case 'share':
      return audience.percent >= 100 ? 'Everybody' : `${audience.percent} % of visitors`;
    case 'header':
      return `Requests with the header ${audience.name}: ${audience.value}`;
    case 'cookie':
      return `Visitors with the cookie ${audience.name}=${audience.value}`;
    case 'tenants':
      return audience.tenants.length === 1 ? `The tenant ${audience.tenants[0]}` : `${audience.tenants.length} tenants`;
  }
}

/** Who has the candidate now, in a few words. */
export function nowWords({ state, step, plan }: Rollout): string {
  if (state === 'watching' || state === 'done') return 'Everybody has it';
  const audience = plan.steps[step - 1];
  if ((state !== 'running' && state !== 'paused') || !audience) return 'Nobody has it';
  return `Step ${step} of ${plan.steps.length}: ${audienceWords(audience)}`;
}

/** States in which an action makes sense; the server has the last word. */
const possible: Readonly<Record<RolloutAction, readonly RolloutState[]>> = {
  pause: ['running'],
  resume: ['paused'],
  promote: ['running', 'paused', 'watching'],
  abort: ['preparing', 'running', 'paused', 'frozen'],
  rollback: ['preparing', 'running', 'paused', 'watching', 'frozen'],
};

export const isPossible = (action: RolloutAction, { state }: Rollout): boolean => possible[action].includes(state);

/** What each action is called, and what it does to whom. */
export const actionWords: Readonly<Record<RolloutAction, { readonly word: string; readonly effect: string }>> = {
  pause: { word: 'Pause', effect: 'Whoever has the new version keeps it; no step is taken until it is resumed.' },
  resume: { word: 'Resume', effect: 'Steps are taken again, each when its time is over and the judge says healthy.' },
  promote: { word: 'Promote', effect: 'Goes on without waiting for time and judge.' },
  abort: { word: 'Abort', effect: 'The rollout ends, and everybody gets the version before within a second.' },
  rollback: { word: 'Roll back', effect: 'Everybody gets the version before within a second.' },
};

const kinds: Readonly<Record<string, string>> = {
  started: 'started it',
  'stage-started': 'began',
  'stage-passed': 'passed',
  'stage-failed': 'failed',
  'stage-undone': 'undone',
  step: 'took a step',
  paused: 'paused it',
  resumed: 'resumed it',
  promoted: 'promoted it',
  aborted: 'aborted it',
  'rolled-back': 'rolled it back',
  frozen: 'frozen for a person to look',
  superseded: 'another version went live',
  done: 'done',
};

/** One line of a history without its reason. */
export function entryWords({ kind, stage, step }: RolloutEntry, { plan }: Pick<Rollout, 'plan'>): string {
  const words = kinds[kind] ?? kind;
  if (kind.startsWith('stage-')) return `Stage ${stage} ${words}`;
  const audience = plan.steps[step - 1];
  return kind === 'step' && audience ? `Step ${step}: ${audienceWords(audience)}` : words;
}

/** `in 4 min`, of something that is to come; empty when it is over. */
export function remaining(until: string, now: Date): string {
  const seconds = Math.ceil((Date.parse(until) - now.getTime()) / 1_000);
  if (!(seconds > 0)) return '';
  if (seconds < 90) return `in ${seconds} s`;
  if (seconds < 90 * 60) return `in ${Math.round(seconds / 60)} min`;
  return `in ${Math.round(seconds / 3_600)} h`;
}

/** A share as people read it: no digits that mean nothing. */
export function rate({ bad, of }: { readonly bad: number; readonly of: number }): string {
  if (of === 0) return '–';
  const percent = (100 * bad) / of;
  return `${percent === 0 ? '0' : percent < 1 ? percent.toFixed(2) : percent.toFixed(1)} %`;
}
