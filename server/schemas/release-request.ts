/** JSON Schema of `POST /api/v1/releases`: `ReleaseRequest` of the engine. Nothing unknown, nothing left out. */
const hash = { type: 'string', pattern: '^sha256-[A-Za-z0-9_-]{43}$' };
const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const closed = (properties: Record<string, unknown>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});
const documentId = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+$', maxLength: 200 };

const document = closed({ id: documentId, version: text(100), text: text(1_048_576) });

const texts = { type: 'object', additionalProperties: text(500) };

const each = (inner: object) => ({ type: 'object', additionalProperties: inner });
/** Document id → locale → key → text. */
const overrides = each(each(each(text(65_536))));

/** `ProjectSettings` as far as a server reads them while it answers; the rest is the engine's to judge. */
const settings = {
  type: 'object',
  properties: {
    theme: text(200),
    access: { anyOf: [text(20), { type: 'object' }] },
    locales: {
      type: 'object',
      properties: { default: text(35), required: { type: 'array', items: text(35) } },
    },
    messages: overrides,
    tenants: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { messages: overrides } },
    },
    viewports: { type: 'object', additionalProperties: { type: 'object' } },
    site: {
      type: 'object',
      properties: {
        origin: text(500),
        base: { type: 'string', maxLength: 500, pattern: '^/?(?:(?!\\.\\.?(?:/|$))[A-Za-z0-9._~-]+(?:/|$))*$' },
        images: { type: 'array', maxItems: 100, items: text(500) },
        errors: texts,
      },
    },
  },
};
const entries = { type: 'object', additionalProperties: { type: 'object' } };

const bundleParts = closed({
  format: { const: 1 },
  root: documentId,
  documents: {
    type: 'array',
    minItems: 1,
    maxItems: 600,
    items: {
      ...document,
      properties: { ...document.properties, tests: text(1_048_576) },
    },
  },
  settings,
  manifests: {
    type: 'object',
    additionalProperties: false,
    properties: {
      sources: { type: 'object', properties: { sources: entries } },
      calls: { type: 'object', properties: { calls: entries, checks: entries, functions: entries } },
    },
  },
  assets: {
    type: 'array',
    maxItems: 500,
    items: closed({ path: text(500), hash, base64: { type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' } }),
  },
  engine: text(100),
});

const bundle = {
  ...bundleParts,
  properties: {
    ...bundleParts.properties,
    routes: { type: 'object', maxProperties: 2_000, additionalProperties: { type: 'string', maxLength: 500 } },
  },
};

const statementParts = closed({
  format: { const: 1 },
  verdict: { const: 'approved' },
  documentId,
  version: text(100),
  bundleHash: hash,
  programHash: hash,
  approvedBy: text(200),
  approvedAt: text(40),
});

const statement = {
  ...statementParts,
  properties: { ...statementParts.properties, excuses: { type: 'array', maxItems: 2_000, items: text(4_000) } },
};

const signature = { type: 'string', maxLength: 200 };

/** JSON Schema of `SignedApproval`. */
export const signedApproval = closed({ statement, keyId: hash, signature });

const publication = closed({
  bundle,
  approval: signedApproval,
  channel: { enum: ['staging', 'production'] },
  dryRun: { type: 'boolean' },
  keyId: hash,
  signature,
});

export const releaseRequest = { ...publication, properties: { ...publication.properties, live: { type: 'boolean' } } };
