import type { Audience, Rollout, RolloutAction, RolloutStrategy, RolloutView } from '#contract';
import { type Outcome, refused } from '../outcome.ts';
import { projectHere, type Session, withProject } from '../with-project.ts';
import { withVersion } from './versions.ts';

export interface StartArguments {
  readonly channel: 'staging' | 'production';
  readonly strategy: RolloutStrategy['kind'];
  readonly interval?: number;
  readonly why: string;
}

/** Seconds of a step where nobody says how long. */
const intervals: Readonly<Record<RolloutStrategy['kind'], number>> = { 'blue-green': 300, canary: 1_800, linear: 300 };

/** `studio rollout start VERSION --why WORDS`. */
export const start = (
  version: string,
  { channel, strategy: kind, interval = intervals[kind], why }: StartArguments,
): Promise<Outcome> =>
  withVersion(version, async ({ studio }, { hash }) => {
    const strategy = { kind, interval };
    const reply = await studio.handlers['rollout.start']({ hash, channel, strategy, why });
    return reply.ok ? { exit: 0, data: reply.value, words: [line(reply.value)] } : refused(reply.failure);
  });

/** `studio rollout status [ROLLOUT]`: 1 when it failed, so that a script sees it. */
export async function status(name: string | undefined, { all }: { readonly all: boolean }): Promise<Outcome> {
  const here = projectHere();
  if (!here.ok) return refused(here.failure);
  return withProject(here.value, 'storing', async (session) => {
    if (name !== undefined) return withRollout(session, name, (rollout) => show(session, rollout));
    const listed = await session.studio.handlers['rollout.list']({ documentId: '' });
    if (!listed.ok) return refused(listed.failure);
    const shown = listed.value.filter(({ endedAt }) => all || endedAt === null);
    const words = shown.length > 0 ? shown.map(line) : ['No rollout is under way.'];
    return { exit: shown.some(isStuck) ? 1 : 0, data: shown, words };
  });
}

/** `studio rollout pause | resume | promote | abort | rollback [ROLLOUT] --why WORDS`. */
export async function act(
  action: RolloutAction,
  name: string | undefined,
  { why, all }: { readonly why: string; readonly all: boolean },
): Promise<Outcome> {
  const here = projectHere();
  if (!here.ok) return refused(here.failure);
  return withProject(here.value, 'storing', (session) =>
    withRollout(session, name, async ({ id, epoch }) => {
      const reply = await session.studio.handlers['rollout.act']({ id, epoch, action, why, all });
      return reply.ok ? { exit: 0, data: reply.value, words: [line(reply.value)] } : refused(reply.failure);
    }),
  );
}

async function show({ studio }: Session, { id }: Rollout): Promise<Outcome> {
  const reply = await studio.handlers['rollout.read']({ id });
  if (!reply.ok) return refused(reply.failure);
  const view = reply.value;
  const { failure, undoFailure } = view;
  return { exit: failure !== null || undoFailure !== null ? 1 : 0, data: view, words: described(view) };
}

/** Named by its id, the beginning of that, or by nothing when only one is under way. */
async function withRollout(
  { studio }: Session,
  name: string | undefined,
  command: (rollout: Rollout) => Promise<Outcome>,
): Promise<Outcome> {
  const listed = await studio.handlers['rollout.list']({ documentId: '' });
  if (!listed.ok) return refused(listed.failure);
  const found = listed.value.filter(({ id, endedAt }) => (name === undefined ? endedAt === null : id.startsWith(name)));
  const [rollout] = found;
  if (rollout && found.length === 1) return command(rollout);
  const code = 'rollout/not-found';
  if (name === undefined)
    return rollout
      ? refused({ code, message: 'Several rollouts are under way. Name one:', details: found.map(line).join('\n') })
      : refused({ code, message: 'No rollout is under way.' });
  const message = rollout
    ? `Several rollouts begin with "${name}". Write more of the id.`
    : `There is no rollout "${name}".`;
  return refused({ code, message });
}

const line = ({ id, documentId, channel, stable, candidate, state, step, plan }: Rollout): string =>
  `${id}  ${documentId}  ${channel}  ${stable.semver} to ${candidate.semver}  ${state}  step ${step} of ${plan.steps.length}`;

function described(view: RolloutView): readonly string[] {
  const { plan, step, state, dueAt, judgement, failure, undoFailure, history } = view;
  const ladder = plan.steps.map((audience, at) => `${at + 1 === step ? '> ' : '  '}${whom(audience)}`);
  const judged = judgement && (judgement.kind === 'healthy' ? 'The candidate is healthy.' : judgement.why);
  return [
    line(view),
    ...ladder,
    ...(dueAt === null ? [] : [`${state === 'watching' ? 'Watched' : 'This step lasts'} until ${dueAt} at least.`]),
    ...(judged ? [judged] : []),
    ...(failure ? [`It was undone: ${failure}`] : []),
    ...(undoFailure ? [`Undoing it failed too: ${undoFailure}`] : []),
    ...history
      .filter(({ kind }) => !kind.startsWith('stage-'))
      .map(({ at, by, kind, why }) => `${at}  ${by}  ${kind}  ${why}`),
  ];
}

function whom(audience: Audience): string {
  switch (audience.kind) {
    case 'share':
      return `${audience.percent} % of visitors`;
    case 'tenants':
      return `visitors of ${audience.tenants.join(', ')}`;
    default:
      return `visitors with ${audience.kind} ${audience.name}: ${audience.value}`;
  }
}

/** A person has to look at it. */
const isStuck = ({ state }: Rollout): boolean => state === 'frozen';
