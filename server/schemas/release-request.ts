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
  settings: { type: 'object' },
  manifests: {
    type: 'object',
    additionalProperties: false,
    properties: { sources: { type: 'object' }, calls: { type: 'object' } },
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

const statement = closed({
  format: { const: 1 },
  verdict: { const: 'approved' },
  documentId,
  version: text(100),
  bundleHash: hash,
  programHash: hash,
  approvedBy: text(200),
  approvedAt: text(40),
});

const signature = { type: 'string', maxLength: 200 };

export const releaseRequest = closed({
  bundle,
  approval: closed({ statement, keyId: hash, signature }),
  channel: { enum: ['staging', 'production'] },
  dryRun: { type: 'boolean' },
  keyId: hash,
  signature,
});
