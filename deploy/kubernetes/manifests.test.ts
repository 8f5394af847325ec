import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../server/config.ts';
import { temporaryFolder, temporaryServer } from '../../server/testing/temporary-server.ts';
import { built, type Manifest, one, overlayNames, podsOf } from './built.testing.ts';
import { customProblems } from './custom-resources.testing.ts';
import { unknownFields } from './known-fields.testing.ts';
import { prometheusRule, ruleFile } from './make-rules.ts';

const overlays = new Map<string, readonly Manifest[]>();
const of = (name: string): readonly Manifest[] => overlays.get(name) ?? [];

beforeAll(() => {
  for (const name of overlayNames) overlays.set(name, built(name));
});

/** What a kind's own schema says; the model of a kind throws. */
async function problemOf(manifest: Manifest): Promise<string> {
  const custom = customProblems(manifest);
  if (custom !== null) return custom;
  const { [manifest.kind]: Kind } = await import(
    /* @vite-ignore */ `kubernetes-models/${manifest.apiVersion}/${manifest.kind}`
  );
  try {
    new Kind(manifest).validate();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('manifests (P9)', () => {
  it('are built, fit the schemas of their kinds, and have no field that nobody knows', async () => {
    expect(overlayNames).toEqual(expect.arrayContaining(['production', 'staging', 'blue-green', 'canary']));
    for (const [overlay, manifests] of overlays) {
      for (const manifest of manifests)
        expect([overlay, manifest.kind, manifest.metadata.name, await problemOf(manifest)]).toEqual(
          expect.arrayContaining(['']),
        );
      const names = manifests.map(({ kind, metadata: { namespace, name } }) => `${kind} ${namespace} ${name}`);
      expect(new Set(names).size).toBe(names.length);
    }
    const ofCore = [...overlays.values()].flat().filter((manifest) => customProblems(manifest) === null);
    expect(unknownFields(ofCore)).toEqual([]);
  });

  it('are looked at by checks that find what is wrong', async () => {
    const deployment = structuredClone(one(of('production'), 'Deployment', 'studio'));
    deployment.spec.template.spec.containers[0].readynessProbe = {};
    expect(unknownFields([deployment]).join()).toContain('readynessProbe');
    deployment.spec.replicas = 'three';
    expect(await problemOf(deployment)).toContain('replicas');
    const monitor = structuredClone(one(of('production'), 'ServiceMonitor', 'studio'));
    monitor.spec.endpoints[0].prot = 'http';
    expect(await problemOf(monitor)).toContain('additional properties');
  });

  it('carry the agreed figures', () => {
    const manifests = of('production');
    const { spec } = one(manifests, 'Deployment', 'studio');
    expect(spec.replicas).toBe(3);
    expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    const [server] = spec.template.spec.containers;
    expect(server.resources).toEqual({
      requests: { cpu: '250m', memory: '256Mi' },
      limits: { cpu: '500m', memory: '512Mi' },
    });
    const scaling = one(manifests, 'HorizontalPodAutoscaler', 'studio').spec;
    expect([scaling.minReplicas, scaling.maxReplicas]).toEqual([3, 10]);
    const targets = scaling.metrics.map(
      ({ resource, pods }: never & { resource?: never; pods?: never }) => resource ?? pods,
    );
    expect(targets).toMatchObject([
      { name: 'cpu', target: { averageUtilization: 70 } },
      { name: 'memory', target: { averageUtilization: 80 } },
      { metric: { name: 'schema_studio_requests_per_second' }, target: { averageValue: '1000' } },
    ]);
    expect(one(manifests, 'PodDisruptionBudget', 'studio').spec.maxUnavailable).toBe(1);
    for (const { spec } of manifests.filter(({ kind }) => kind === 'ExternalSecret'))
      expect(spec.refreshInterval).toBe('1h');
    const { annotations } = one(manifests, 'Ingress', 'studio').metadata;
    expect(annotations).toMatchObject({ 'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true' });
    expect(one(manifests, 'Ingress', 'studio').spec.tls[0].secretName).toBe('studio-tls');
    expect(Object.keys(one(manifests, 'ConfigMap', 'ingress-headers').data ?? {})).toContain(
      'Strict-Transport-Security',
    );
  });

  it('give nobody rights: containers, files, the service account', () => {
    for (const manifests of overlays.values()) {
      for (const { spec } of podsOf(manifests)) {
        expect(spec).toMatchObject({ serviceAccountName: 'studio', automountServiceAccountToken: false });
        expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
        for (const { securityContext, resources } of spec.containers) {
          expect(securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          });
          expect(resources.limits.memory).toMatch(/^\d+Mi$/);
        }
      }
      expect(manifests.filter(({ kind }) => /Role/.test(kind))).toEqual([]);
      expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    }
  });

  it('let in the ingress and the monitoring, and out to database, cache, names and 443', () => {
    const { spec } = one(of('production'), 'NetworkPolicy', 'studio');
    const ports = (rules: readonly { readonly ports: readonly { readonly port: number }[] }[]) =>
      rules.map((rule) => rule.ports.map(({ port }) => port));
    expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(ports(spec.ingress)).toEqual([[4300], [9090]]);
    expect(ports(spec.egress)).toEqual([[53, 53], [5432, 6379], [443]]);
    for (const { kind, name, metadata } of podsOf(of('production')))
      expect([kind, name, metadata.labels]).toMatchObject([kind, name, spec.podSelector.matchLabels]);
  });

  it('name only what there is: settings, secrets, accounts, services, ports', () => {
    /** Made by operators: by external secrets, and by CloudNativePG for its cluster. */
    const secretsIn = (manifests: readonly Manifest[]): readonly string[] =>
      manifests.flatMap(({ kind, metadata: { name }, spec }) => {
        if (kind === 'ExternalSecret')
          return spec.data.map((one: { secretKey: string }) => `${spec.target.name}/${one.secretKey}`);
        return kind === 'Cluster' ? [`${name}-app/uri`, `${name}-ca/ca.crt`] : [];
      });
    for (const manifests of overlays.values()) {
      const named = (kind: string) =>
        manifests.filter((each) => each.kind === kind).map(({ metadata }) => metadata.name);
      const secrets = secretsIn(manifests);
      for (const { spec, metadata } of podsOf(manifests)) {
        expect(named('ServiceAccount')).toContain(spec.serviceAccountName);
        for (const container of spec.containers) {
          for (const { configMapRef } of container.envFrom ?? [])
            expect(named('ConfigMap')).toContain(configMapRef.name);
          for (const { valueFrom } of container.env ?? [])
            if (valueFrom?.secretKeyRef)
              expect(secrets).toContain(`${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}`);
          const mounted = (container.volumeMounts ?? []).map(({ name }: { name: string }) => name);
          const volumes = (spec.volumes ?? []).map(({ name }: { name: string }) => name);
          for (const name of mounted) if (name !== 'data') expect(volumes).toContain(name);
          const ports = (container.ports ?? []).map(({ name }: { name: string }) => name);
          for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe])
            if (probe) expect(ports).toContain((probe.httpGet ?? probe.tcpSocket).port);
        }
        expect(JSON.stringify(metadata.labels)).toContain('app.kubernetes.io/name');
      }
      for (const { spec } of manifests.filter(({ kind }) => kind === 'Ingress'))
        for (const { backend } of spec.rules[0].http.paths) {
          const service = one(manifests, 'Service', backend.service.name);
          expect(service.spec.ports.map(({ name }: { name: string }) => name)).toContain(backend.service.port.name);
        }
      // Whom a service leads to is there, and so is what an autoscaler scales.
      for (const { metadata, spec } of manifests.filter(({ kind }) => kind === 'Service')) {
        const led = podsOf(manifests).filter(({ metadata: { labels } }) =>
          Object.entries(spec.selector).every(([name, value]) => labels[name] === value),
        );
        expect([metadata.name, led.length > 0]).toEqual([metadata.name, true]);
      }
      for (const { spec } of manifests.filter(({ kind }) => kind === 'HorizontalPodAutoscaler'))
        one(manifests, spec.scaleTargetRef.kind, spec.scaleTargetRef.name);
    }
  });

  it('lead visitors to one of two versions, and testers to the other', () => {
    const manifests = of('blue-green');
    const led = (service: string) =>
      podsOf(manifests).flatMap(({ name, metadata: { labels } }) =>
        Object.entries(one(manifests, 'Service', service).spec.selector).every(([key, value]) => labels[key] === value)
          ? [name]
          : [],
      );
    expect([led('studio'), led('studio-next')]).toEqual([['studio-blue'], ['studio-green']]);
    const few = of('canary');
    const { track } = one(few, 'Service', 'studio').spec.selector;
    expect([track, one(few, 'Service', 'studio-canary').spec.selector.track]).toEqual(['stable', 'canary']);
    expect(one(few, 'Ingress', 'studio-canary').metadata.annotations).toMatchObject({
      'nginx.ingress.kubernetes.io/canary': 'true',
      'nginx.ingress.kubernetes.io/canary-by-header': 'X-Studio-Canary',
      'nginx.ingress.kubernetes.io/canary-weight': '10',
    });
  });

  it('bring the alert rules that are tested elsewhere', () => {
    // Otherwise: node deploy/kubernetes/make-rules.ts
    expect(readFileSync(ruleFile, 'utf8')).toBe(prometheusRule());
    const { groups } = one(of('production'), 'PrometheusRule', 'studio').spec;
    const alerts = groups.flatMap(({ rules }: { rules: { alert?: string }[] }) => rules.map(({ alert }) => alert));
    expect(alerts).toContain('ServerFailing');
  });

  it('bring a database of three and a cache of six that keep what they were told', () => {
    const { spec } = one(of('postgres-three-members'), 'Cluster', 'studio-database');
    expect([spec.instances, spec.minSyncReplicas]).toEqual([3, 1]);
    const cache = of('redis-cluster-six');
    expect(one(cache, 'StatefulSet', 'studio-redis').spec.replicas).toBe(6);
    const settings = one(cache, 'ConfigMap', 'studio-redis').data?.['redis.conf'];
    for (const line of ['cluster-enabled yes', 'appendonly yes', 'maxmemory-policy allkeys-lru'])
      expect(settings).toContain(line);
  });
});

describe('what the manifests tell the server (P8, P9)', () => {
  const sources = readdirSync(join(import.meta.dirname, '../../server'))
    .filter((name) => /^config.*\.ts$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(import.meta.dirname, '../../server', name), 'utf8'))
    .join('\n');

  it('is a configuration that it takes, of variables that it knows', async () => {
    const folder = await temporaryFolder();
    const secrets: Readonly<Record<string, string>> = {
      'database-url': 'postgres://studio:secret@db.example.com/studio',
      uri: 'postgres://studio:secret@studio-database-rw/studio',
      'redis-url': 'rediss://:secret@cache.example.com:6379',
      'admin-token': 't'.repeat(40),
      'secrets-key': Buffer.alloc(32, 7).toString('base64'),
      'ca.crt': '-----BEGIN CERTIFICATE-----\n',
    };
    mkdirSync(join(folder, 'run'));
    for (const [name, text] of Object.entries(secrets)) writeFileSync(join(folder, 'run', name), text);
    for (const [overlay, manifests] of overlays)
      for (const { kind, spec } of podsOf(manifests))
        for (const container of spec.containers.filter(({ image }: { image: string }) =>
          image.includes('schema-studio'),
        )) {
          const [settings] = (container.envFrom ?? []).map(({ configMapRef }: { configMapRef: { name: string } }) =>
            one(manifests, 'ConfigMap', configMapRef.name),
          );
          const given = Object.fromEntries(
            (container.env ?? []).map(({ name, value }: never & { name: string; value: string }) => [name, value]),
          );
          const environment: Record<string, string> = { ...settings?.data, ...given };
          for (const name of Object.keys(environment))
            expect([overlay, name, sources.includes(name.replace(/_FILE$/, ''))]).toEqual([overlay, name, true]);
          // The same, with secrets in files of this test.
          const here = Object.entries(environment).map(([name, value]) => [
            name,
            value.replace(/^\/run\/secrets\/(?:studio|database)\//, join(folder, 'run/')),
          ]);
          expect([overlay, kind, readConfig(Object.fromEntries(here))]).toMatchObject([overlay, kind, { config: {} }]);
        }
  });

  it('leads probes to addresses that the server answers, without a token', async () => {
    const { app } = await temporaryServer({ PLAIN_HTTP: 'near' });
    const [server] = one(of('production'), 'Deployment', 'studio').spec.template.spec.containers;
    for (const probe of [server.startupProbe, server.readinessProbe, server.livenessProbe]) {
      const reply = await app.inject({ url: probe.httpGet.path, remoteAddress: '10.0.0.1' });
      expect([probe.httpGet.path, reply.statusCode]).toEqual([probe.httpGet.path, 200]);
    }
  });

  it('counts requests for the autoscaler under the name that the adapter is told', async () => {
    const { app, admin } = await temporaryServer();
    await app.inject({ url: '/api/v1/keys', headers: admin });
    const adapter = parse(readFileSync(join(import.meta.dirname, 'prometheus-adapter.yaml'), 'utf8'));
    const [rule] = adapter.rules.custom;
    const counted = /__name__="(\w+)"/.exec(rule.seriesQuery)?.[1];
    expect((await app.inject({ url: '/metrics', headers: admin })).body).toContain(`\n${counted}{`);
    const metrics = one(of('production'), 'HorizontalPodAutoscaler', 'studio').spec.metrics;
    expect(metrics[2].pods.metric.name).toBe(rule.name.as);
  });
});
