import { toldKinds } from '../events/told-event.ts';
import { statuses } from '../failures.ts';
import { roles, scopes } from '../policy.ts';

import { type RolloutState, stageNames } from '../rollout/rollout.ts';

type Shape = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const maybe = (shape: Shape): Shape => ({ anyOf: [shape, { type: 'null' }] });
/** An object with all of these. */
const all = (properties: Readonly<Record<string, Shape>>): Shape => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const channel = { enum: ['staging', 'production'] };
const list = (name: string): Shape => ({ type: 'array', items: { $ref: `#/components/schemas/${name}` } });

const version = all({ hash: text, semver: text });
const states: readonly RolloutState[] = [
  'preparing',
  'running',
  'paused',
  'watching',
  'undoing',
  'frozen',
  'done',
  'aborted',
  'rolled-back',
  'superseded',
];

const webhook = {
  id: text,
  url: text,
  kinds: { type: 'array', items: text },
  createdAt: time,
  createdBy: text,
  failing: maybe(all({ since: maybe(time), attempts: { type: 'integer' }, retryAt: maybe(time), problem: text })),
};

/** What answers hold, by the names that the description gives them. */
export const shapes: Readonly<Record<string, Shape>> = {
  Failure: {
    type: 'object',
    required: ['code', 'message'],
    properties: {
      code: { enum: Object.keys(statuses), description: 'Permanent: what a program decides by.' },
      message: { type: 'string', description: 'What happened and what to do, for people.' },
      details: { type: 'array', items: text },
      retryAfter: { type: 'integer', description: 'Seconds to wait before trying again.' },
    },
  },
  LiveRelease: all({
    documentId: text,
    channel,
    versionHash: text,
    semver: text,
    url: { type: 'string', description: 'Where a browser finds the page; params stand in braces.' },
    publishedAt: time,
    publishedBy: text,
  }),
  LiveReleases: list('LiveRelease'),
  StoredRelease: all({
    versionHash: text,
    documentId: text,
    semver: text,
    route: text,
    programHash: text,
    engine: text,
    storedAt: time,
    storedBy: text,
    approval: { type: 'object' },
  }),
  StoredReleases: {
    type: 'array',
    items: {
      type: 'object',
      required: ['hash', 'ok'],
      properties: {
        hash: text,
        ok: { type: 'boolean' },
        value: { $ref: '#/components/schemas/StoredRelease' },
        failure: { $ref: '#/components/schemas/Failure' },
      },
    },
  },
  Rollout: {
    type: 'object',
    required: ['id', 'documentId', 'channel', 'stable', 'candidate', 'plan', 'state', 'stage', 'step', 'epoch'],
    properties: {
      id: text,
      documentId: text,
      channel,
      stable: version,
      candidate: version,
      plan: { type: 'object' },
      state: { enum: states },
      stage: { enum: stageNames },
      step: { type: 'integer' },
      audience: maybe({ type: 'object' }),
      epoch: { type: 'integer', description: 'Its ETag is this number in quotes.' },
      startedAt: time,
      startedBy: text,
      since: time,
      dueAt: maybe(time),
      pausedAt: maybe(time),
      endedAt: maybe(time),
      failure: maybe(text),
      undoFailure: maybe(text),
      history: { type: 'array', items: { type: 'object' } },
      judgement: maybe({ type: 'object' }),
    },
  },
  Rollouts: list('Rollout'),
  Person: all({
    id: text,
    name: text,
    role: { enum: roles },
    createdAt: time,
    createdBy: text,
    disabledAt: maybe(time),
  }),
  People: list('Person'),
  Password: all({ password: { type: 'string', description: 'Shown once.' } }),
  Tokens: all({
    tokenType: { const: 'Bearer' },
    accessToken: text,
    expiresAt: time,
    refreshToken: { type: 'string', description: 'Counts once; the answer brings the next one.' },
    refreshExpiresAt: time,
  }),
  SigningKey: all({ id: text, name: text, publicKey: text, registeredAt: time, revokedAt: maybe(time) }),
  SigningKeys: list('SigningKey'),
  MachineToken: all({
    id: text,
    name: text,
    scopes: { type: 'array', items: { enum: scopes } },
    createdAt: time,
    revokedAt: maybe(time),
  }),
  MachineTokens: list('MachineToken'),
  TokenKey: all({ kid: text, createdAt: time, retiredAt: maybe(time), revokedAt: maybe(time) }),
  TokenKeys: list('TokenKey'),
  Webhook: all(webhook),
  Webhooks: list('Webhook'),
  NewWebhook: all({ ...webhook, secret: { type: 'string', description: 'Shown once.' } }),
  DeadLetter: all({
    id: text,
    webhook: text,
    event: text,
    kind: { enum: toldKinds },
    error: text,
    attempts: { type: 'integer' },
    firstAt: time,
    lastAt: time,
    isWaiting: { type: 'boolean', description: 'Somebody asked for it to be tried again.' },
  }),
  DeadLetters: list('DeadLetter'),
};
