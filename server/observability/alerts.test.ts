import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage } from '../testing/pages.ts';
import { findService } from '../testing/programs.ts';
import { temporaryRedis } from '../testing/redis.ts';
import { publishingServer, temporaryFolder } from '../testing/temporary-server.ts';

const folder = new URL('../../deploy/observability/', import.meta.url).pathname;
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: { readonly severity: string };
      readonly annotations: { readonly summary: string; readonly description: string };
    }[];
  }[];
}
interface RuleTests {
  readonly tests: readonly {
    readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts: readonly unknown[] }[];
  }[];
}
interface Dashboard {
  readonly uid: string;
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
  readonly templating: { readonly list: readonly { readonly query?: string }[] };
}

const rules = (parse(read('alerts.yaml')) as Rules).groups.flatMap((group) => group.rules);
const dashboards = readdirSync(join(folder, 'dashboards')).map(
  (name) => JSON.parse(read(`dashboards/${name}`)) as Dashboard,
);
const asked = dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)));

function promtool(...args: string[]): string {
  const programs = findService('prometheus');
  if (programs === null) throw new Error('Prometheus is not installed: run "node scripts/setup-services.ts".');
  return execFileSync(join(programs, 'promtool'), args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('alert rules (P7, S11)', () => {
  it('fire and stay silent on replayed series as promtool plays them, each of them both', () => {
    expect(promtool('test', 'rules', 'alerts.test.yaml')).toContain('SUCCESS');
    const tests = (parse(read('alerts.test.yaml')) as RuleTests).tests.flatMap((test) => test.alert_rule_test);
    for (const { alert } of rules) {
      const ends = tests.filter(({ alertname }) => alertname === alert).map(({ exp_alerts }) => exp_alerts.length > 0);
      expect([alert, ends.includes(true), ends.includes(false)]).toEqual([alert, true, true]);
    }
  });

  it('say how bad it is and what to do', () => {
    expect(rules.length).toBeGreaterThanOrEqual(14);
    for (const { labels, annotations } of rules) {
      expect(['warning', 'critical']).toContain(labels.severity);
      expect(annotations.summary).toMatch(/^[A-Z].*[.]$/);
      expect(annotations.description).toMatch(/[.]$/);
    }
  });
});

describe('what alerts and dashboards ask for (P7)', () => {
  let exposed: ReadonlySet<string>;
  const atEnd = atFileEnd();
  beforeAll(async () => {
    const redis = await temporaryRedis(atEnd);
    const { server, publish } = await publishingServer({ REDIS_URL: redis.url }, undefined, atEnd);
    expect((await publish(greetingPage())).statusCode).toBe(200);
    await server.app.inject('/greeting');
    // Somebody who is told of events.
    const ending = new AbortController();
    const stream = await fetch(`${server.url}/api/v1/events`, { headers: server.admin, signal: ending.signal });
    expect((await publish(greetingPage({ version: '1.0.1', text: 'More' }))).statusCode).toBe(200);
    let told = '';
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
      told += chunk;
      if (told.includes('1.0.1') || told.includes('release.live')) break;
    }
    ending.abort();
    const { body } = await server.app.inject({ url: '/metrics', headers: server.admin });
    exposed = new Set([...body.matchAll(/^(\w+)(?:\{|[ ])/gm)].map(([, name]) => name!));
  });

  it('is there on a running server, by name', () => {
    const queries = [...rules.map(({ expr }) => expr), ...asked];
    for (const { templating } of dashboards) queries.push(...templating.list.map(({ query = '' }) => query));
    const names = new Set(
      queries.flatMap((query) => query.match(/\b(?:schema_studio|schema_(?=processing|usage))\w+/g) ?? []),
    );
    expect(names.size).toBeGreaterThan(30);
    expect([...names].filter((name) => !exposed.has(name))).toEqual([]);
  });

  it('is PromQL, and every dashboard has its own id', async () => {
    const replaced = asked.map((expr) => expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*'));
    const recording = replaced.map((expr, at) => ({ record: `panel_${at}`, expr }));
    const file = join(await temporaryFolder(), 'panels.json');
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules: recording }] }));
    expect(promtool('check', 'rules', file)).toContain(`${recording.length} rules found`);
    expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
  });
});
