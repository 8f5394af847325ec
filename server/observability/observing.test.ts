import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { greetingPage } from '../testing/pages.ts';
import { publishingServer, type TemporaryServer, temporaryServer } from '../testing/temporary-server.ts';

/** A page with a component that fails unless its address says what to show, and a long list when it asks for one. */
const moodyPage = greetingPage({
  id: 'acme/moody',
  route: '/moody',
  params: { words: { type: 'string', default: '' }, rows: { type: 'integer', default: 0 } },
  view: {
    id: 'root',
    type: 'Stack',
    children: [
      { id: 'badge', type: 'Badge', props: { text: "${params.words == '' ? null : params.words}" } },
      {
        id: 'row',
        type: 'Text',
        for: { each: '${range(1, params.rows)}', as: 'n', key: '${n}' },
        props: { text: '${n} ${join(map(range(1, 60), x => "long"), " ")}' },
      },
    ],
  },
});

/** What `/metrics` says: the value of each line, by its name with labels. */
async function figures({ url, admin }: TemporaryServer): Promise<Readonly<Record<string, number>>> {
  const reply = await fetch(`${url}/metrics`, { headers: admin });
  expect(reply.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const lines = (await reply.text()).trimEnd().split('\n');
  for (const line of lines)
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? -?[\d.]+(e[-+]\d+)?)$/);
  return Object.fromEntries(
    lines
      .filter((line) => !line.startsWith('#'))
      .map((line) => [line.slice('schema_studio_'.length, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

const health = async ({ url, admin }: TemporaryServer) => {
  const reply = await fetch(`${url}/health`, { headers: admin });
  return { status: reply.status, report: (await reply.json()) as Record<string, never> & { checks: never } };
};

describe('the metrics of the server (E7, E18)', () => {
  it('are for operators', async () => {
    const { app } = await temporaryServer();
    expect((await app.inject('/metrics')).statusCode).toBe(401);
  });

  it('count bundles, requests, pages, streams and components; one that fails is named on the health page', async () => {
    const { server, publish } = await publishingServer({
      MEASURE_EVERY: '1',
      ALERT_PROCESSING_MILLISECONDS: '600000',
      PAGE_CACHE_MEGABYTES: '0',
    });
    expect((await publish(moodyPage)).statusCode).toBe(200);
    const get = async (path: string) => (await fetch(`${server.url}${path}`)).text();
    for (let time = 0; time < 3; time++) expect(await get('/moody?words=Hi')).toContain('Hi');
    expect((await health(server)).report).toMatchObject({ status: 'healthy', checks: { components: { failing: [] } } });
    expect(await get('/moody')).toContain('data-code="UI5003"');
    const long = await get('/moody?words=Hi&rows=400');
    expect(await get('/moody?words=Hi&rows=400')).toBe(long);
    expect(await get('/nowhere')).toContain('<');

    const found = await figures(server);
    expect(found).toMatchObject({
      'operations_total{kind="processing"}': 1,
      'operations_total{kind="creation"}': 1,
      'operations_total{kind="rendering"}': 6,
      'operations_in_flight{kind="rendering"}': 0,
      renders_total: 6,
      renders_measured_total: 6,
      'component_errors_total{type="Badge"}': 1,
      'component_measured_total{type="Badge"}': 6,
      'component_health{type="Badge"}': 2,
      'component_health{type="Text"}': 0,
      'stage_runs_total{stage="emit"}': 1,
      bundles_compiled_total: 1,
      bundles_waiting: 0,
      'compiler_timeouts_total{stage="none"}': 0,
      buffers_created_total: 1,
      buffers_reused_total: 5,
      'buffers{state="idle"}': 1,
      live_pages: 1,
      'memory_state{state="normal"}': 1,
      'memory_bytes{area="limit"}': 2_048 * 2 ** 20,
      'alert{name="memory"}': 0,
      durations_dropped_total: 0,
    });
    expect(found['component_measured_total{type="Text"}']).toBe(2 * 399);
    expect(found['component_bytes{type="Badge"}']).toBeGreaterThan(10);
    expect(found['duration_seconds_count{kind="rendering"}']).toBe(6);
    expect(found['duration_seconds_bucket{kind="rendering",le="+Inf"}']).toBe(6);
    expect(found['duration_seconds_sum{kind="rendering"}']).toBeGreaterThan(0);
    // The key and the release were sent without a socket, seven requests over one.
    await vi.waitFor(async () => {
      const { 'operations_total{kind="request"}': total, 'operations_in_flight{kind="request"}': open } =
        await figures(server);
      expect([total! >= 7, open]).toEqual([true, 0]);
    }, 20_000);

    const { status, report } = await health(server);
    expect(status).toBe(200);
    expect(report).toMatchObject({
      status: 'degraded',
      checks: { components: { failing: [{ type: 'Badge', state: 'unhealthy', checks: [{ name: 'errors' }] }] } },
      renders: { total: 6, failed: 0 },
      errorRate: 0,
    });
  });

  it('tell requests apart by method, route and status, also those whose client went away (P7)', async () => {
    const { server } = await publishingServer();
    for (let time = 0; time < 3; time++) await (await fetch(`${server.url}/nowhere?n=${time}`)).text();
    const { port } = new URL(server.url);
    const client = connect(Number(port), '127.0.0.1');
    client.write('POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n');
    client.write('Content-Length: 10\r\n\r\nab');
    await vi.waitFor(async () => {
      expect((await figures(server))['operations_in_flight{kind="request"}']).toBe(1);
    }, 20_000);
    client.destroy();
    const missing = '{method="GET",endpoint="/*",status="404"}';
    const gone = '{method="POST",endpoint="/*",status="broken-off"}';
    await vi.waitFor(async () => {
      expect(await figures(server)).toMatchObject({
        [`request_duration_seconds_count${missing}`]: 3,
        [`request_duration_seconds_count${gone}`]: 1,
      });
    }, 20_000);
    const found = await figures(server);
    expect(found[`response_size_bytes_sum${missing}`]).toBeGreaterThan(1_000);
    expect(found[`request_size_bytes_sum${missing}`]).toBeGreaterThan(100);
    expect(found['connections_open']).toBeGreaterThan(0);
    expect(found['processor_seconds_total{mode="user"}']).toBeGreaterThan(0);
    expect(found['event_loop_late_seconds{at="most"}']).toBeGreaterThanOrEqual(
      found['event_loop_late_seconds{at="median"}']!,
    );
  });

  it('raise alerts past their thresholds, in the log once, on the health page as long as they last', async () => {
    const { server, publish } = await publishingServer({
      ALERT_MEMORY_MEGABYTES: '1',
      ALERT_PROCESSING_MILLISECONDS: '0',
      FIGURES_SECONDS: '1',
    });
    for (const text of ['1', '2', '3', '4', '5']) await publish(greetingPage({ version: `1.0.${text}`, text }));
    expect(await figures(server)).toMatchObject({
      'alert{name="memory"}': 1,
      'alert{name="processing"}': 1,
      'alert{name="hit-ratio"}': 0,
    });
    const { status, report } = await health(server);
    expect([status, report['status']]).toEqual([200, 'degraded']);
    expect(JSON.stringify(report['checks']['speed'])).toContain('of memory are in use; 1 MB is the most.');
    await vi.waitFor(() => expect(server.log()).toContain('"alert":"processing"'), 20_000);
    expect(server.log().match(/"alert":"memory","value"/g)).toHaveLength(1);
  });
});

describe('the memory of the server (E17)', () => {
  it('is critical at 85 % of its limit: told at start, caches and idle buffers are given up, operators see it', async () => {
    const { server, publish } = await publishingServer({ MEMORY_LIMIT_MEGABYTES: '64' });
    const held = Buffer.alloc(64 * 2 ** 20, 1);
    await publish(greetingPage());
    expect(await (await fetch(`${server.url}/greeting`)).text()).toContain('Hello');
    expect((await figures(server))['buffers{state="idle"}']).toBe(1);
    const { status, report } = await health(server);
    expect(status).toBe(503);
    expect(report).toMatchObject({ status: 'unhealthy', checks: { memory: { status: 'unhealthy' } } });
    expect(await figures(server)).toMatchObject({
      'buffers{state="idle"}': 0,
      buffers_destroyed_total: 1,
      'memory_state{state="critical"}': 1,
      'memory_alerts_total{kind="critical"}': 1,
    });
    expect(server.log()).toContain('half of the caches and all idle buffers were given up');
    expect(held.length).toBeGreaterThan(0);
    // It still serves: who visits is not told.
    expect((await fetch(`${server.url}/greeting`)).status).toBe(200);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  });
});
