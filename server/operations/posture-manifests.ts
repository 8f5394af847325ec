import { type Finding, hasFailed, isDone } from './finding.ts';

type Value = Readonly<Record<string, unknown>>;

/** What built manifests (of `kustomize build`) give whoever gets into a pod. */
export function manifestFindings(given: readonly unknown[]): readonly Finding[] {
  const objects = given.filter((one): one is Value => typeof one === 'object' && one !== null);
  const workloads = objects
    .filter((one) => workloadKinds.has(String(one['kind'])))
    .map((one) => ({ name: nameOf(one), spec: podOf(one) }));
  const containers = workloads.flatMap(({ name, spec }) =>
    [...list(spec['initContainers']), ...list(spec['containers'])].map((container) => ({
      name: `${name}/${String(container['name'])}`,
      container,
      spec,
    })),
  );
  const judge = (check: string, good: string, bad: readonly string[], advice: string): Finding =>
    bad.length === 0 ? isDone(check, good) : hasFailed(check, `${bad.join(', ')}. ${advice}`);
  return [
    judge(
      'service accounts',
      'Own ones, without a token in the pod.',
      workloads
        .filter(
          ({ spec }) =>
            !spec['serviceAccountName'] ||
            spec['serviceAccountName'] === 'default' ||
            spec['automountServiceAccountToken'] !== false,
        )
        .map(({ name }) => name),
      'Give them an account of their own and automountServiceAccountToken: false.',
    ),
    judge(
      'rights',
      'No role has everything.',
      objects.filter(isTooMighty).map(nameOf),
      'Name the verbs and resources they need.',
    ),
    judge(
      'pod security',
      'Not root, nothing to write, no capabilities.',
      containers.filter((one) => !isConfined(one)).map(({ name }) => name),
      'Set runAsNonRoot, readOnlyRootFilesystem, allowPrivilegeEscalation: false, capabilities.drop: [ALL] and seccompProfile RuntimeDefault.',
    ),
    judge(
      'resource limits',
      'All have some.',
      containers.filter(({ container }) => !hasResources(container)).map(({ name }) => name),
      'Set requests and limits of cpu and memory.',
    ),
    judge(
      'secrets',
      'By reference only.',
      containers.filter(({ container }) => list(container['env']).some(isLiteralSecret)).map(({ name }) => name),
      'Take them from a Secret by valueFrom.',
    ),
    judge(
      'images',
      'Of a stated version.',
      containers
        .filter(({ container }) => !/[:@](?!latest$)[^/]+$/.test(String(container['image'])))
        .map(({ name }) => name),
      'State a version or a digest.',
    ),
    networkFinding(objects),
  ];
}

const workloadKinds = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod']);

const record = (value: unknown): Value => (typeof value === 'object' && value !== null ? (value as Value) : {});
const list = (value: unknown): readonly Value[] => (Array.isArray(value) ? value.map(record) : []);
const nameOf = (object: Value): string => `${String(object['kind'])} ${String(record(object['metadata'])['name'])}`;

function podOf(object: Value): Value {
  const spec = record(object['spec']);
  if (object['kind'] === 'Pod') return spec;
  const template =
    object['kind'] === 'CronJob'
      ? record(record(record(spec['jobTemplate'])['spec'])['template'])
      : record(spec['template']);
  return record(template['spec']);
}

function isConfined({ container, spec }: { readonly container: Value; readonly spec: Value }): boolean {
  const pod = record(spec['securityContext']);
  const own = record(container['securityContext']);
  const seccomp = record(own['seccompProfile'] ?? pod['seccompProfile'])['type'];
  const dropped = record(own['capabilities'])['drop'];
  return (
    (own['runAsNonRoot'] ?? pod['runAsNonRoot']) === true &&
    own['readOnlyRootFilesystem'] === true &&
    own['allowPrivilegeEscalation'] === false &&
    Array.isArray(dropped) &&
    dropped.includes('ALL') &&
    !Array.isArray(record(own['capabilities'])['add']) &&
    own['privileged'] !== true &&
    seccomp === 'RuntimeDefault' &&
    !spec['hostNetwork'] &&
    !spec['hostPID'] &&
    !spec['hostIPC']
  );
}

function hasResources(container: Value): boolean {
  const { requests, limits } = record(container['resources']) as {
    readonly requests?: unknown;
    readonly limits?: unknown;
  };
  return [requests, limits].every((one) => Boolean(record(one)['cpu']) && Boolean(record(one)['memory']));
}

const isLiteralSecret = ({ name, value }: Value): boolean =>
  typeof value === 'string' &&
  value !== '' &&
  /TOKEN|SECRET|PASSWORD|KEY|DATABASE_URL|REDIS_URL|READ_REPLICAS/.test(String(name)) &&
  !/_FILE$/.test(String(name)) &&
  !/^(TLS_KEY|COOKIE)/.test(String(name));

function isTooMighty(object: Value): boolean {
  const has = (rule: Value, field: string): boolean => Array.isArray(rule[field]) && rule[field].includes('*');
  const isRole = object['kind'] === 'Role' || object['kind'] === 'ClusterRole';
  const bindsAdmin =
    /RoleBinding$/.test(String(object['kind'])) && record(object['roleRef'])['name'] === 'cluster-admin';
  return bindsAdmin || (isRole && list(object['rules']).some((rule) => has(rule, 'verbs') || has(rule, 'resources')));
}

function networkFinding(objects: readonly Value[]): Finding {
  const types = new Set(
    objects
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .flatMap((one) => (record(one['spec'])['policyTypes'] as string[] | undefined) ?? []),
  );
  return types.has('Ingress') && types.has('Egress')
    ? isDone('network policies', 'In and out are limited.')
    : hasFailed('network policies', 'In, out or both are open. Add a NetworkPolicy with both policyTypes.');
}
