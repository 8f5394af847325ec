import { preconditionHeaders } from '../schemas/preconditions.ts';

/** JSON Schemas of what rollout routes take. Nothing unknown, nothing too long. */
const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const why = text(1_000);
const channel = { enum: ['staging', 'production'] };
const seconds = { type: 'number', minimum: 0, maximum: 2_592_000 };
const percent = { type: 'number', exclusiveMinimum: 0, maximum: 100 };
const token = { type: 'string', pattern: '^[A-Za-z0-9!#$%&*+.^_`|~-]{1,100}$' };

/** Headers that carry a person's identity, or that say what every answer depends on anyhow, choose nobody. */
const headerName = { ...token, not: { pattern: '^(?:[Cc][Oo][Oo][Kk][Ii][Ee]|[Aa][Uu][Tt][Hh].*|[Hh][Oo][Ss][Tt])$' } };
const value = { type: 'string', pattern: '^[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]{1,200}$' };

const kinds = (name: string, properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required: ['kind', ...required],
  properties: { kind: { const: name }, ...properties },
});

const audience = {
  oneOf: [
    kinds('share', { percent }, ['percent']),
    kinds('header', { name: headerName, value }, ['name', 'value']),
    kinds('cookie', { name: token, value }, ['name', 'value']),
    kinds('tenants', { tenants: { type: 'array', minItems: 1, maxItems: 1_000, items: text(100) } }, ['tenants']),
  ],
};

const times = { interval: seconds, watch: seconds };
const strategy = {
  oneOf: [
    kinds('blue-green', { steps: { type: 'array', minItems: 1, maxItems: 100, items: percent }, ...times }),
    kinds('canary', { to: audience, ...times }),
    kinds('linear', { by: { type: 'number', minimum: 1, maximum: 100 }, ...times }),
  ],
};

const params = { type: 'object', required: ['id'], properties: { id: text(100) } };

export const rolloutRequest = {
  headers: {
    type: 'object',
    properties: { 'idempotency-key': text(200), ...preconditionHeaders },
  },
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['documentId', 'channel', 'candidate', 'strategy', 'why'],
    properties: { documentId: text(200), channel, candidate: text(80), strategy, why },
  },
};

export const whichRollouts = {
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: { documentId: text(200), channel, open: { enum: ['true', 'false'] } },
  },
};

export const whichRollout = { params };

const action = (properties: object) => ({
  params,
  headers: { type: 'object', properties: preconditionHeaders },
  body: { type: 'object', additionalProperties: false, required: ['why'], properties: { why, ...properties } },
});

export const actionRequest = action({});
export const promoteRequest = action({ to: { enum: ['next', 'all'] } });
