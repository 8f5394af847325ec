import type { FailureCode } from '../failures.ts';

/** What a route is for, and what it answers when all is well. */
export interface Described {
  readonly summary: string;
  /** Of a good answer; 200 when left out. */
  readonly status?: number;
  /** Name of its shape; null: a text or nothing, as `type` says. */
  readonly shape?: string;
  readonly type?: 'application/json' | 'text/html' | 'text/plain' | 'text/event-stream';
  /** Further good statuses. */
  readonly also?: Readonly<Record<number, string>>;
  /** Beside those that every route of its kind has. */
  readonly failures?: readonly FailureCode[];
}

const notModified = { 304: 'The client has it already.' };
const ofReleases: readonly FailureCode[] = [
  'approval/forged',
  'approval/foreign',
  'approval/outdated',
  'release/forged',
  'release/foreign',
  'release/bundle-mismatch',
  'release/has-problems',
  'release/not-a-page',
  'release/too-heavy',
  'release/moved',
  'route/taken',
  'request/in-work',
  'request/key-reused',
];
const noPerson: readonly FailureCode[] = ['person/not-found', 'person/last-admin'];
const seeOther = { 303: 'To the page to sign in, or on to the next page.' };
const page = (summary: string): Described => ({ summary, type: 'text/html', also: seeOther });

const steered: readonly FailureCode[] = ['rollout/not-found', 'rollout/not-now', 'rollout/moved', 'rollout/stuck'];
const steering = (summary: string): Described => ({ summary, shape: 'Rollout', failures: steered });

/** By method and route. A route that is not here is described by its action and by classes of statuses. */
export const answers: Readonly<Record<string, Described>> = {
  'GET /api/v1/openapi.json': { summary: 'This description' },
  'GET /api/v1/releases': { summary: 'What is live', shape: 'LiveReleases' },
  'POST /api/v1/releases': { summary: 'Publish a version', shape: 'LiveRelease', failures: ofReleases },
  'GET /api/v1/releases/:hash': {
    summary: 'One stored version',
    shape: 'StoredRelease',
    failures: ['release/not-found'],
  },
  'POST /api/v1/releases/batch': { summary: 'Many stored versions', shape: 'StoredReleases' },
  'POST /api/v1/releases/:hash/activate': {
    summary: 'Go back to a stored version',
    shape: 'LiveRelease',
    failures: [...ofReleases, 'release/not-found', 'request/unconditional'],
  },
  'GET /api/v1/live/:channel/*': {
    summary: 'What is live of one document, with its tag',
    shape: 'LiveRelease',
    also: notModified,
    failures: ['release/not-found'],
  },
  'GET /api/v1/rollouts': { summary: 'Rollouts, the newest first', shape: 'Rollouts' },
  'POST /api/v1/rollouts': {
    summary: 'Start a rollout',
    status: 201,
    shape: 'Rollout',
    failures: [
      'release/not-found',
      'release/moved',
      'request/unconditional',
      'request/in-work',
      'request/key-reused',
      'rollout/open',
      'rollout/other-route',
      'rollout/nothing-live',
      'rollout/live-already',
      'rollout/stuck',
      'release/has-problems',
    ],
  },
  'GET /api/v1/rollouts/:id': {
    summary: 'One rollout, with its history and what its judge says',
    shape: 'Rollout',
    failures: ['rollout/not-found'],
  },
  'POST /api/v1/rollouts/:id/pause': steering('Stay at this step'),
  'POST /api/v1/rollouts/:id/resume': steering('Go on from this step'),
  'POST /api/v1/rollouts/:id/promote': {
    ...steering('To the next step, or to everybody'),
    failures: [...steered, 'request/unconditional'],
  },
  'POST /api/v1/rollouts/:id/abort': steering('Give it up'),
  'POST /api/v1/rollouts/:id/rollback': steering('Go back to the version before'),
  'GET /api/v1/people': { summary: 'Who may sign in', shape: 'People' },
  'POST /api/v1/people': { summary: 'Let somebody in', status: 201, shape: 'Password', failures: ['person/taken'] },
  'POST /api/v1/people/:id/role': { summary: 'Give somebody another role', failures: noPerson },
  'POST /api/v1/people/:id/disable': { summary: 'Shut somebody out', failures: noPerson },
  'POST /api/v1/people/:id/enable': { summary: 'Let somebody in again', failures: noPerson },
  'POST /api/v1/people/:id/password': {
    summary: 'Give somebody a new first password',
    shape: 'Password',
    failures: noPerson,
  },
  'POST /api/v1/people/:id/second-factor/remove': {
    summary: 'Take away a lost second factor',
    failures: [...noPerson, 'factor/not-found'],
  },
  'POST /api/v1/sign-in': {
    summary: 'Sign in with name, password and code',
    shape: 'Tokens',
    failures: ['auth/wrong', 'auth/wrong-code', 'auth/code-needed', 'auth/wait', 'auth/not-private'],
  },
  'POST /api/v1/refresh': {
    summary: 'The next pair of tokens',
    shape: 'Tokens',
    failures: ['auth/invalid', 'auth/reused', 'auth/not-private'],
  },
  'POST /api/v1/sign-out': { summary: 'End this session', also: { 204: 'It is over.' } },
  'GET /api/v1/me': { summary: 'The signed-in person, and a form token for scripts' },
  'POST /api/v1/me/password': {
    summary: 'Change your password',
    failures: ['auth/wrong', 'auth/wait', 'password/weak'],
    also: { 204: 'It counts.' },
  },
  'POST /api/v1/me/second-factor': {
    summary: 'Begin with a second factor',
    status: 201,
    failures: ['factor/taken', 'auth/wrong', 'auth/wait'],
  },
  'POST /api/v1/me/second-factor/confirm': {
    summary: 'Turn it on with a first code',
    failures: ['factor/not-found', 'factor/wrong-code', 'factor/taken'],
  },
  'POST /api/v1/me/second-factor/remove': {
    summary: 'Do without it again',
    failures: ['factor/not-found', 'auth/wrong', 'auth/wrong-code', 'auth/wait'],
    also: { 204: 'It is off.' },
  },
  'GET /api/v1/me/keys': { summary: 'Your signing keys', shape: 'SigningKeys' },
  'POST /api/v1/me/keys': {
    summary: 'Register your own signing key',
    status: 201,
    shape: 'SigningKey',
    failures: ['key/invalid', 'key/taken'],
  },
  'POST /api/v1/me/keys/:id/revoke': { summary: 'Revoke your own signing key', failures: ['key/not-found'] },
  'GET /api/v1/keys': { summary: 'Signing keys of all people', shape: 'SigningKeys' },
  'POST /api/v1/keys': {
    summary: 'Register a signing key',
    status: 201,
    shape: 'SigningKey',
    failures: ['key/invalid', 'key/taken'],
  },
  'POST /api/v1/keys/:id/revoke': { summary: 'Revoke a signing key', failures: ['key/not-found'] },
  'GET /api/v1/tokens': { summary: 'Tokens of machines', shape: 'MachineTokens' },
  'POST /api/v1/tokens': { summary: 'Make a token for a machine', status: 201, shape: 'MachineToken' },
  'POST /api/v1/tokens/:id/revoke': { summary: 'Revoke a token', failures: ['token/not-found'] },
  'GET /api/v1/token-keys': { summary: 'Keys that access tokens are signed with', shape: 'TokenKeys' },
  'POST /api/v1/token-keys/rotate': { summary: 'Sign with a new key from now on', also: { 201: 'It is made.' } },
  'POST /api/v1/token-keys/:kid/revoke': {
    summary: 'Take a key out of use at once',
    failures: ['token-key/not-found'],
  },
  'GET /api/v1/approvals': { summary: 'Newest approvals, and how many it takes' },
  'GET /api/v1/approvals/:hash': { summary: 'Approvals of one version' },
  'POST /api/v1/approvals': {
    summary: 'Approve a version',
    status: 201,
    failures: ['approval/forged', 'approval/foreign', 'approval/outdated'],
  },
  'GET /api/v1/events': { summary: 'What happens, as server-sent events', type: 'text/event-stream' },
  'GET /api/v1/webhooks': { summary: 'Who is told elsewhere what happens', shape: 'Webhooks' },
  'POST /api/v1/webhooks': {
    summary: 'Tell an address what happens from now on',
    status: 201,
    shape: 'NewWebhook',
    failures: ['webhook/refused', 'webhook/too-many'],
  },
  'POST /api/v1/webhooks/:id/remove': {
    summary: 'Tell it nothing more',
    shape: 'Webhook',
    failures: ['webhook/not-found'],
  },
  'GET /api/v1/dead-letters': { summary: 'Messages of webhooks that were given up', shape: 'DeadLetters' },
  'POST /api/v1/dead-letters/:id/replay': {
    summary: 'Try one of them again',
    status: 202,
    shape: 'DeadLetter',
    failures: ['letter/not-found'],
  },
  'POST /api/v1/agent': { summary: 'The same as events of AG-UI', type: 'text/event-stream' },
  'GET /.well-known/jwks.json': { summary: 'Public keys of access tokens' },
  'GET /api/v1/diagnosis': { summary: 'Connections, slow schemas, and what could be lowered' },
  'POST /api/v1/diagnosis/cpu': { summary: 'What the processor is busy with', failures: ['diagnosis/in-work'] },
  'POST /api/v1/diagnosis/heap': { summary: 'What is in memory', failures: ['diagnosis/in-work'] },
  'GET /health/live': { summary: 'Whether the process answers' },
  'GET /health/ready': { summary: 'Whether it may get traffic', also: { 503: 'Not now.' } },
  'GET /health': { summary: 'How it fares, in full', also: { 503: 'Something it needs is not healthy.' } },
  'GET /metrics': { summary: 'Everything that is counted, for Prometheus', type: 'text/plain' },
  'GET /_admin': page('Who is signed in'),
  'GET /_admin/sign-in': page('Sign in with a browser'),
  'GET /_admin/oidc': {
    summary: 'Go and sign in elsewhere, by OpenID Connect',
    status: 302,
    type: 'text/html',
    failures: ['auth/not-private'],
  },
  'GET /_admin/oidc/callback': {
    summary: 'Back from there',
    type: 'text/html',
    failures: ['auth/wrong', 'auth/code-needed', 'auth/not-private'],
  },
  'GET /_admin/live': page('What is live, for people'),
  'GET /_admin/rollouts': page('What is on its way, for people'),
  'GET /_admin/rollouts/:id': page('One rollout, and a form that steers it'),
  'GET /_admin/health': page('How the server fares, for people'),
  'GET /_admin/audit': page('Who did what, for people'),
  'GET /*': {
    summary: 'Pages, their files and their parts',
    type: 'text/html',
    also: {
      ...seeOther,
      ...notModified,
      400: 'The address does not fit.',
      404: 'There is nothing here.',
      422: 'The values do not fit.',
      429: 'Too many requests.',
      502: 'A source failed.',
      504: 'A source took too long.',
    },
  },
  'POST /*': {
    summary: 'Forms and actions of pages',
    type: 'text/html',
    also: {
      ...seeOther,
      400: 'This is no form.',
      404: 'There is nothing here.',
      409: 'It was done before.',
      422: 'The values do not fit.',
      429: 'Too many requests.',
      502: 'A call failed.',
      504: 'A call took too long.',
    },
  },
};
