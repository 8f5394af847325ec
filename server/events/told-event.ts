import type { RolloutDetail } from '../rollout/rollout.ts';
import { rolloutChanges, type VersionedEvent } from '../storage/index.ts';

/** Something that happened, as everybody outside of the server is told: streams, agents and webhooks. */
export interface ToldEvent {
  /** The same wherever and however often it is told. */
  readonly id: string;
  readonly kind: ToldKind;
  readonly at: string;
  readonly documentId: string;
  readonly channel: string;
  /** What went live; of a rollout its candidate. */
  readonly versionHash: string;
  readonly semver: string;
  /** A person or machine; `server` for what happened by itself. */
  readonly by: string;
  /** What belongs together, as logs and the audit log name it; '' when it happened by itself. */
  readonly correlation: string;
  /** Of a rollout: which one, why, and what it led to. */
  readonly rollout?: Omit<RolloutDetail, 'rollout' | 'by'> & { readonly id: string };
}

export const toldKinds = ['release.live', ...rolloutChanges.map((change) => `rollout.${change}` as const)] as const;
export type ToldKind = (typeof toldKinds)[number];

export function toldEvent({ kind, detail, ...event }: VersionedEvent): ToldEvent {
  const { by = '', rollout: id, ...more } = (detail === null ? {} : JSON.parse(detail)) as Partial<RolloutDetail>;
  return {
    id: event.id,
    kind: kind === 'live' ? 'release.live' : kind,
    at: event.at,
    documentId: event.document_id,
    channel: event.channel,
    versionHash: event.release_hash,
    semver: event.version,
    by,
    correlation: event.correlation,
    ...(id !== undefined && { rollout: { id, ...(more as Omit<RolloutDetail, 'rollout' | 'by'>) } }),
  };
}

/** The same in a person's words. */
export function sentenceOf({ kind, documentId, semver, channel, by, rollout }: ToldEvent): string {
  const who = by === '' ? '' : ` (${by})`;
  if (!rollout) return `${documentId} ${semver} is live in ${channel} now${who}.`;
  const what = `The rollout of ${documentId} ${semver} in ${channel}`;
  const why = rollout.why === '' ? '' : ` ${rollout.why}`;
  return `${what} ${said[kind](rollout)}${who}.${why}`;
}

type Said = (rollout: NonNullable<ToldEvent['rollout']>) => string;

const said: Readonly<Record<ToldKind, Said>> = {
  'release.live': () => 'is live',
  'rollout.started': () => 'was started',
  'rollout.stage-started': ({ stage }) => `began to ${stageVerbs[stage]}`,
  'rollout.stage-passed': ({ stage }) => `passed the stage "${stage}"`,
  'rollout.stage-failed': ({ stage }) => `failed in the stage "${stage}"`,
  'rollout.stage-undone': ({ stage }) => `undid the stage "${stage}"`,
  'rollout.step': ({ step }) => `took step ${step}`,
  'rollout.paused': () => 'was paused',
  'rollout.resumed': () => 'goes on',
  'rollout.promoted': () => 'was promoted',
  'rollout.aborted': () => 'was aborted',
  'rollout.rolled-back': () => 'was rolled back',
  'rollout.frozen': () => 'is frozen: undoing it failed too, and a person has to look',
  'rollout.superseded': () => 'is over: another version went live',
  'rollout.done': () => 'is done',
};

const stageVerbs = { validate: 'validate', prepare: 'prepare', steps: 'take its steps', watch: 'watch' } as const;
