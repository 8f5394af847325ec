import { beforeAll, describe, expect, it } from 'vitest';
import { atFileEnd } from '../testing/at-file-end.ts';
import { figuresIn } from '../testing/figures.ts';
import { greetingPage } from '../testing/pages.ts';
import { freePort } from '../testing/processes.ts';
import { type Publisher, publishingServer } from '../testing/temporary-server.ts';
import { activeCallers } from './active-callers.ts';
import { isFromHere } from './metrics-route.ts';
import { newSchemaFigures } from './schema-figures.ts';

let publisher: Publisher;
let port: number;
const atEnd = atFileEnd();
beforeAll(async () => {
  port = await freePort();
  publisher = await publishingServer(
    { METRICS_PREFIX: 'acme', METRICS_PORT: `${port}`, METRICS_LOOPBACK: 'on', SLOW_RENDER_MILLISECONDS: '600000' },
    undefined,
    atEnd,
  );
  expect((await publisher.publish(greetingPage())).statusCode).toBe(200);
  const other = greetingPage({ version: '1.0.1' });
  expect((await publisher.publish(other, undefined, { 'if-match': `"sha256-${'A'.repeat(43)}"` })).statusCode).toBe(
    412,
  );
});

describe('metrics for Prometheus (P7)', () => {
  it('count work on schemas by type, operation and status, and who uses them; requests by endpoint', async () => {
    const { app } = publisher.server;
    for (let time = 0; time < 3; time++) expect((await app.inject('/greeting')).statusCode).toBe(200);
    const found = figuresIn((await app.inject('/metrics')).body);
    expect(found).toMatchObject({
      'schema_processing_duration_seconds_count{schema_type="page",operation="compile",status="ok"}': 2,
      'schema_processing_duration_seconds_count{schema_type="page",operation="publish",status="ok"}': 1,
      'schema_processing_duration_seconds_count{schema_type="page",operation="publish",status="refused"}': 1,
      // Rendered once, then kept.
      'schema_processing_duration_seconds_count{schema_type="page",operation="render",status="ok"}': 1,
      'schema_usage_total{schema_type="page",operation="view",tenant="default"}': 3,
      'schema_usage_total{schema_type="page",operation="publish",tenant=""}': 2,
      'acme_requests_total{method="GET",endpoint="/*",status="200"}': 3,
      'acme_request_duration_seconds_count{method="GET",endpoint="/*",status="200"}': 3,
      'acme_slow_operations_total{operation="render"}': 0,
      'acme_active_callers{kind="admin"}': 1,
      'acme_active_callers{kind="person"}': 0,
    });
    expect(
      Object.keys(found).filter((name) => name.startsWith('acme_request_duration_seconds_bucket')).length % 16,
    ).toBe(0);
    expect(found['acme_log_lines_total{level="info"}']).toBeGreaterThan(0);
    expect(Object.keys(found).some((name) => name.startsWith('schema_studio'))).toBe(false);
  });

  it('are open to this machine when that is wanted, not to whoever comes through a proxy on it, and to a token', async () => {
    const { app, admin } = publisher.server;
    const ask = async (headers: Record<string, string>) => (await app.inject({ url: '/metrics', headers })).statusCode;
    expect(await ask({})).toBe(200);
    expect(await ask({ 'x-forwarded-for': '10.1.2.3' })).toBe(401);
    expect(await ask({ forwarded: 'for=10.1.2.3' })).toBe(401);
    expect(await ask({ ...admin, 'x-forwarded-for': '10.1.2.3' })).toBe(200);
    expect(isFromHere({ ip: '10.1.2.3', headers: {} })).toBe(false);
    expect(isFromHere({ ip: '::1', headers: {} })).toBe(true);
    expect(await ask({ authorization: 'Bearer guess' })).toBe(401);
  });

  it('have a port of their own when that is wanted, and nothing else is there', async () => {
    const reply = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(reply.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await reply.text()).toContain('acme_requests_total');
    for (const path of ['/', '/health', '/api/v1/releases', '/metrics/..'])
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(404);
  });

  it('give tenants beyond a hundred one label', () => {
    const figures = newSchemaFigures({ render: 5 });
    for (let at = 0; at < 1_000; at++) figures.used('page', 'view', `t${at}`);
    expect(figures.usage()).toHaveLength(101);
    expect(figures.usage().at(-1)).toEqual([{ schema_type: 'page', operation: 'view', tenant: 'other' }, 900]);
  });

  it('count what is slower than agreed, and know which schema it was', () => {
    const figures = newSchemaFigures({ render: 5 });
    figures.processed('page', 'render', 'ok', 'acme/quick', 4);
    figures.processed('page', 'render', 'ok', 'acme/slow', 6);
    figures.processed('page', 'render', 'failed', 'acme/slow', 10);
    figures.processed('page', 'compile', 'ok', 'acme/quick', 3);
    expect(figures.slow()).toEqual([[{ operation: 'render' }, 2]]);
    expect(figures.slowest(1)).toEqual([{ document: 'acme/slow', operation: 'render', count: 2, mean: 8, max: 10 }]);
    for (let at = 0; at < 2_000; at++) figures.processed('page', 'view', 'ok', `acme/p${at}`, 1);
    expect(figures.slowest(10_000).length).toBe(500);
  });

  it('forget who has not called for five minutes', () => {
    let now = 0;
    const callers = activeCallers(() => now);
    const caller = { name: '', grants: [], person: null, client: '', requestId: '' };
    callers.saw({ ...caller, id: 'anonymous' });
    callers.saw({ ...caller, id: 'token:1' });
    now = 200_000;
    callers.saw({ ...caller, id: 'token:2' });
    expect(callers.samples()).toContainEqual([{ kind: 'machine' }, 2]);
    now = 400_000;
    expect(callers.samples()).toContainEqual([{ kind: 'machine' }, 1]);
  });
});
