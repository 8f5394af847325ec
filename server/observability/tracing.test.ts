import { beforeAll, describe, expect, it } from 'vitest';
import { atFileEnd } from '../testing/at-file-end.ts';
import { type CollectedSpan, type Collector, temporaryCollector } from '../testing/collector.ts';
import { greetingPage } from '../testing/pages.ts';
import { type Receiver, receiver } from '../testing/receiver.ts';
import { type Publisher, publishingServer } from '../testing/temporary-server.ts';
import { currentRequest } from './current-request.ts';
import { openTelemetry } from './open-telemetry.ts';
import { noTracing } from './tracing.ts';

const service = { name: 'acme', version: '1.2.3', environment: 'test', region: 'eu-1', instance: 'one' };
let collector: Collector;
let publisher: Publisher;
let other: Receiver;
const atEnd = atFileEnd();
beforeAll(async () => {
  collector = await temporaryCollector(atEnd);
  other = await receiver(atEnd);
  publisher = await publishingServer(
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      TRACE_PERCENT: '100',
      TRACE_HEALTH_PERCENT: '0',
      REGION: 'eu-1',
      INSTANCE: 'one',
      PAGE_CACHE_MEGABYTES: '0',
      WEBHOOK_HOSTS: other.host,
    },
    undefined,
    atEnd,
  );
});

/** Spans of a trace once the collector has all that are named. */
async function traceWith(traceId: string, names: readonly string[]): Promise<readonly CollectedSpan[]> {
  const found = (): readonly CollectedSpan[] => collector.spans.filter((span) => span.traceId === traceId);
  await expect.poll(() => names.filter((name) => !found().some((span) => span.name === name))).toEqual([]);
  return found();
}

const traceId = (digit: string): string => digit.repeat(32);
const parent = (digit: string, flags = '01') => ({ traceparent: `00-${traceId(digit)}-${digit.repeat(16)}-${flags}` });

describe('traces (P7)', () => {
  it('follow a publication from its request through compilation and store, in the trace of whoever asked', async () => {
    const headers = { ...parent('a'), 'x-correlation-id': 'publish-0001' };
    const reply = await publisher.publish(greetingPage(), undefined, headers);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['x-correlation-id']).toBe('publish-0001');
    const names = ['POST /api/v1/releases', 'schema publish', 'schema compile', 'store release', 'show release'];
    const spans = await traceWith(traceId('a'), names);
    const [request, publish, compile, store] = names.map((name) => spans.find((span) => span.name === name)!);
    expect(request).toMatchObject({
      parentSpanId: 'a'.repeat(16),
      attributes: {
        'http.route': '/api/v1/releases',
        'http.response.status_code': 200,
        'correlation.id': 'publish-0001',
      },
      resource: {
        'service.name': 'schema-studio-server',
        'service.version': expect.stringMatching(/^\d+\.\d+/),
        'service.instance.id': 'one',
        'deployment.environment.name': 'production',
        'cloud.region': 'eu-1',
      },
    });
    expect(publish).toMatchObject({
      parentSpanId: request!.spanId,
      attributes: { 'schema.type': 'page', 'schema.id': 'acme/greeting', 'schema.version': '1.0.0' },
    });
    expect([compile!.parentSpanId, store!.parentSpanId]).toEqual([publish!.spanId, publish!.spanId]);
  });

  it('say what went wrong, and render as part of the request', async () => {
    const elsewhere = { 'if-match': `"sha256-${'A'.repeat(43)}"` };
    const other = greetingPage({ version: '1.0.1' });
    expect((await publisher.publish(other, undefined, { ...parent('b'), ...elsewhere })).statusCode).toBe(412);
    const refused = await traceWith(traceId('b'), ['schema publish']);
    expect(refused.find(({ name }) => name === 'schema publish')).toMatchObject({
      status: 2,
      attributes: { error: 'refused' },
    });
    await publisher.server.app.inject({ url: '/greeting', headers: parent('c') });
    const rendered = await traceWith(traceId('c'), ['GET /*', 'schema render']);
    expect(rendered.find(({ name }) => name === 'schema render')).toMatchObject({
      parentSpanId: rendered.find(({ name }) => name === 'GET /*')?.spanId,
      attributes: { 'schema.id': 'acme/greeting', 'schema.version': '1.0.0' },
    });
  });

  it('leave out what whoever asked leaves out, and health checks', async () => {
    await publisher.server.app.inject({ url: '/greeting', headers: parent('d', '00') });
    await publisher.server.app.inject('/health/live');
    await publisher.server.app.inject({ url: '/greeting', headers: { ...parent('e') } });
    await traceWith(traceId('e'), ['GET /*']);
    expect(collector.spans.some((span) => span.traceId === traceId('d'))).toBe(false);
    expect(collector.spans.some(({ name }) => name.includes('/health'))).toBe(false);
  });

  it('keep to the share that is wanted, and health checks to theirs', async () => {
    const tracing = openTelemetry({ url: 'http://127.0.0.1:1/v1/traces', share: 0.1, healthShare: 0.01, service });
    const sampled = (route: string): number => {
      let count = 0;
      for (let time = 0; time < 4_000; time++) {
        const { request, end } = tracing.begin({ correlation: '', traceparent: '' }, 'x', { 'http.route': route });
        if (request.traceparent.endsWith('-01')) count += 1;
        end();
      }
      return count;
    };
    // Ten standard deviations away from what is expected.
    expect(sampled('/orders')).toBeGreaterThan(400 - 190);
    expect(sampled('/orders')).toBeLessThan(400 + 190);
    expect(sampled('/health/ready')).toBeLessThan(40 + 63);
    // A collector that is away keeps nobody waiting.
    await tracing.close();
  });

  it('cost nothing where nobody collects them, and correlation goes on all the same', () => {
    const from = { correlation: 'order-0001', traceparent: '' };
    expect(noTracing.resume(from, 'x', {}, () => currentRequest().correlation)).toBe('order-0001');
    expect(currentRequest().correlation).toBe('');
  });

  it('lead on to the webhooks that are told of it, and to whoever receives them', async () => {
    const registered = await publisher.server.app.inject({
      method: 'POST',
      url: '/api/v1/webhooks',
      headers: publisher.server.admin,
      payload: { url: `${other.url}/hook`, kinds: ['release.live'] },
    });
    expect(registered.statusCode, registered.body).toBe(201);
    const headers = { ...parent('7'), 'x-correlation-id': 'publish-0002' };
    await publisher.publish(greetingPage({ version: '1.0.2' }), undefined, headers);
    const spans = await traceWith(traceId('7'), ['POST /api/v1/releases', 'webhook']);
    const webhook = spans.find(({ name }) => name === 'webhook')!;
    expect(webhook.attributes).toMatchObject({ 'event.kind': 'release.live', 'correlation.id': 'publish-0002' });
    const [received] = other.received;
    expect(received!.headers).toMatchObject({
      'x-correlation-id': 'publish-0002',
      traceparent: `00-${traceId('7')}-${webhook.spanId}-01`,
    });
  });
});
