import { Ajv2020 } from 'ajv/dist/2020.js';

/** Exactly these properties; those that end in `?` may be missing. */
const record = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !name.endsWith('?')),
  properties: Object.fromEntries(Object.entries(properties).map(([name, shape]) => [name.replace(/\?$/, ''), shape])),
});
const list = (items: object) => ({ type: 'array', minItems: 1, items });
const text = { type: 'string', minLength: 1 };
const flag = { type: 'boolean' };
const count = { type: 'integer', minimum: 0 };
const duration = { type: 'string', pattern: '^[0-9]+(ms|s|m|h)$' };
const quantity = { type: 'string', pattern: '^[0-9]+(m|Ki|Mi|Gi)?$' };
const texts = { type: 'object', additionalProperties: text };
const quantities = { type: 'object', additionalProperties: quantity };
const rule = record({
  'alert?': text,
  'record?': text,
  expr: text,
  'for?': duration,
  'labels?': texts,
  'annotations?': texts,
});

/** Objects that Kubernetes learns of from operators: of each what we use, and nothing else. */
const specs: Readonly<Record<string, object>> = {
  'monitoring.coreos.com/v1 ServiceMonitor': record({
    selector: record({ matchLabels: texts }),
    endpoints: list(record({ port: text, path: text, interval: duration, scrapeTimeout: duration })),
  }),
  'monitoring.coreos.com/v1 PrometheusRule': record({
    groups: list(record({ name: text, 'interval?': duration, rules: list(rule) })),
  }),
  'external-secrets.io/v1 ExternalSecret': record({
    refreshInterval: duration,
    secretStoreRef: record({ kind: { enum: ['SecretStore', 'ClusterSecretStore'] }, name: text }),
    target: record({ name: text, creationPolicy: { const: 'Owner' }, 'template?': record({ type: text }) }),
    data: list(record({ secretKey: text, remoteRef: record({ key: text, property: text }) })),
  }),
  'postgresql.cnpg.io/v1 Cluster': record({
    instances: count,
    minSyncReplicas: count,
    maxSyncReplicas: count,
    primaryUpdateStrategy: { enum: ['unsupervised', 'supervised'] },
    storage: record({ size: quantity }),
    walStorage: record({ size: quantity }),
    bootstrap: record({ initdb: record({ database: text, owner: text }) }),
    postgresql: record({ parameters: texts }),
    resources: record({ requests: quantities, limits: quantities }),
    affinity: record({ enablePodAntiAffinity: flag, topologyKey: text, podAntiAffinityType: { const: 'required' } }),
    monitoring: record({ enablePodMonitor: flag }),
  }),
};

const ajv = new Ajv2020({ allErrors: true });
const checks = new Map(
  Object.entries(specs).map(([name, spec]) => {
    const meta = record({ name: text, 'namespace?': text, 'labels?': texts, 'annotations?': texts });
    return [name, ajv.compile(record({ apiVersion: text, kind: text, metadata: meta, spec }))];
  }),
);

/** What is wrong with an object of an operator; null when it is none that is known here. */
export function customProblems(manifest: { readonly apiVersion: string; readonly kind: string }): string | null {
  const check = checks.get(`${manifest.apiVersion} ${manifest.kind}`);
  if (!check) return null;
  check(manifest);
  return ajv.errorsText(check.errors ?? []).replace(/^No errors$/, '');
}
