import { applyPatch } from 'rfc6902';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openStorage } from '../storage/index.ts';
import { atFileEnd } from '../testing/at-file-end.ts';
import { readEvents } from '../testing/event-reader.ts';
import { greetingPage } from '../testing/pages.ts';
import { signedInPerson } from '../testing/people.ts';
import { type Publisher, publishingServer } from '../testing/temporary-server.ts';
import { forgetOldEvents } from './forget-events.ts';
import type { ToldEvent } from './told-event.ts';

let publisher: Publisher;
let versions = 0;
let now = new Date();
const atEnd = atFileEnd();
beforeAll(async () => {
  publisher = await publishingServer({ EVENTS_HEARTBEAT_SECONDS: '1' }, () => now, atEnd);
});

/** Publishes the next version; its number. */
async function publishNext(): Promise<string> {
  versions += 1;
  const version = `1.${versions}.0`;
  const answer = await publisher.publish(greetingPage({ version, text: version }));
  expect(answer.statusCode, answer.body).toBe(200);
  return version;
}

const connect = (headers: Record<string, string> = {}) =>
  readEvents(`${publisher.server.url}/api/v1/events`, { headers: { ...publisher.server.admin, ...headers } });

interface Snapshot {
  readonly reason: string;
  readonly state: { readonly live: Readonly<Record<string, { readonly semver: string }>>; readonly rollouts: object };
}

describe('the event stream (P6)', () => {
  it('tells what is live, then everything that happens, with who and by which request', async () => {
    const first = await publishNext();
    const stream = await connect();
    expect([stream.status, stream.headers.get('content-type'), stream.headers.get('cache-control')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store, no-transform',
    ]);
    expect(stream.headers.get('ratelimit-policy')).toContain('"text";q=100;w=60, "state";q=50;w=60, "tool";q=10;w=60');
    const snapshot: { data: Snapshot } = await stream.next('snapshot');
    expect(snapshot.data.reason).toBe('start');
    expect(snapshot.data.state.live['production acme/greeting']?.semver).toBe(first);
    const second = await publishNext();
    const event: { id: string | undefined; data: ToldEvent } = await stream.next('release.live');
    expect(event.data).toMatchObject({
      id: event.id,
      kind: 'release.live',
      documentId: 'acme/greeting',
      channel: 'production',
      semver: second,
      by: 'Ada',
    });
    const asked = publisher.server
      .log()
      .split('\n')
      .some((line) => line.includes(`"reqId":"${event.data.correlation}"`) && line.includes('/api/v1/releases'));
    expect(asked).toBe(true);
    stream.leave();
  });

  it('goes on where somebody left off, and says so when it cannot', async () => {
    const stream = await connect();
    const { id } = await stream.next('snapshot');
    stream.leave();
    const missed = [await publishNext(), await publishNext()];
    const again = await connect({ 'last-event-id': `${id}` });
    const told = [await again.next(), await again.next()].map(({ data }) => (data as ToldEvent).semver);
    expect(told).toEqual(missed);
    again.leave();
    const foreign = await connect({ 'last-event-id': 'of another server' });
    const snapshot: { data: Snapshot } = await foreign.next();
    expect(snapshot.data.reason).toBe('gone');
    foreign.leave();
  });

  it('forgets events after their time, never the last one, and sends who comes later what is so now', async () => {
    const stream = await connect();
    const { id } = await stream.next('snapshot');
    stream.leave();
    const last = await publishNext();
    const storage = await openStorage(publisher.server.dataDir);
    onTestFinished(storage.close);
    const forgetting = forgetOldEvents(storage, 3_600_000, () => now);
    forgetting.stop();
    expect(await forgetting.round()).toBe(0);
    now = new Date(now.getTime() + 3_700_000);
    expect(await forgetting.round()).toBeGreaterThan(1);
    expect(await forgetting.round()).toBe(0);
    const late = await connect({ 'last-event-id': `${id}` });
    const snapshot: { data: Snapshot } = await late.next();
    expect([snapshot.data.reason, snapshot.data.state.live['production acme/greeting']?.semver]).toEqual([
      'gone',
      last,
    ]);
    const next = await publishNext();
    expect(((await late.next('release.live')).data as ToldEvent).semver).toBe(next);
    late.leave();
  });

  it('shows signs of life, and ends for who may not read it any more', async () => {
    const viewer = await signedInPerson(publisher.server, 'viewer');
    const stream = await connect(viewer.headers);
    await stream.next('snapshot');
    const url = `/api/v1/people/${viewer.id}/disable`;
    await publisher.server.app.inject({ method: 'POST', url, headers: publisher.server.admin });
    const [end] = await stream.rest();
    expect([end?.event, JSON.parse(end!.data).reason]).toEqual(['end', 'signed-out']);
    const patient = await connect();
    await patient.next('snapshot');
    void patient.rest().catch(() => undefined);
    await expect.poll(patient.comments, { timeout: 20_000 }).toBeGreaterThan(0);
    patient.leave();
  });

  it('counts events and streams, and the time they take', async () => {
    const stream = await connect();
    await stream.next('snapshot');
    const metrics = async (): Promise<string> =>
      (await publisher.server.app.inject({ url: '/metrics', headers: publisher.server.admin })).body;
    expect(await metrics()).toContain('schema_studio_event_streams_open{agent="stream"} 1');
    await publishNext();
    await stream.next('release.live');
    const text = await metrics();
    expect(text).toMatch(
      /schema_studio_events_processed_total\{event_type="release.live",agent="stream",status="sent"\} \d/,
    );
    expect(text).toContain('schema_studio_event_processing_seconds_bucket{event_type="release.live",le="0.0001"}');
    // Twenty buckets that double, and one for what is beyond.
    expect(text.match(/event_processing_seconds_bucket\{event_type="release.live"/g)).toHaveLength(21);
    expect(text).toContain('event_type="release.live",le="52.4288"');
    stream.leave();
    await expect.poll(metrics).toContain('schema_studio_event_streams_open{agent="stream"} 0');
    expect(await metrics()).toContain('schema_studio_event_streams_ended_total{agent="stream",reason="left"}');
  });

  it('asks for a token that may read, and for patience when there are enough streams', async () => {
    const nobody = await readEvents(`${publisher.server.url}/api/v1/events`);
    expect(nobody.status).toBe(401);
    const small = await publishingServer({ EVENT_STREAMS: '1' });
    const open = () => readEvents(`${small.server.url}/api/v1/events`, { headers: small.server.admin });
    const first = await open();
    await first.next('snapshot');
    const second = await open();
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '10']);
    // Stopping does not wait for readers to leave.
    const ended = first.rest();
    await small.server.close();
    expect((await ended).map(({ event, data }) => [event, JSON.parse(data).reason])).toEqual([['end', 'closing']]);
  });
});

describe('AG-UI (P6)', () => {
  const run = (body: object, more: Record<string, string> = {}) =>
    readEvents(`${publisher.server.url}/api/v1/agent`, {
      method: 'POST',
      headers: { ...publisher.server.admin, 'content-type': 'application/json', ...more },
      body: JSON.stringify(body),
    });
  const input = { threadId: 't', runId: 'r', messages: [], tools: [], context: [], state: {}, forwardedProps: {} };

  it('is spoken over the same stream: what is live, then each change as a patch', async () => {
    const first = await publishNext();
    const once = await (await run(input)).rest();
    const types = once.map(({ data }) => JSON.parse(data).type);
    expect([types[0], types[1], types.at(-1)]).toEqual(['RUN_STARTED', 'STATE_SNAPSHOT', 'RUN_FINISHED']);
    const stream = await run({ ...input, forwardedProps: { follow: true } });
    const ofType = async (type: string) => {
      const found = (await stream.until(({ data }) => JSON.parse(data).type === type)).at(-1)!;
      return JSON.parse(found.data);
    };
    const { snapshot } = await ofType('STATE_SNAPSHOT');
    expect(snapshot.live['production acme/greeting'].semver).toBe(first);
    await ofType('TEXT_MESSAGE_END');
    const second = await publishNext();
    expect((await ofType('TEXT_MESSAGE_CONTENT')).delta).toBe(
      `acme/greeting ${second} is live in production now (Ada).`,
    );
    applyPatch(snapshot, (await ofType('STATE_DELTA')).delta);
    expect(snapshot.live['production acme/greeting'].semver).toBe(second);
    stream.leave();
  });

  it.each([
    ['no run', { ...input, runId: undefined }],
    ['no messages', { ...input, messages: undefined }],
    ['a message without a role', { ...input, messages: [{ id: 'm', content: 'x' }] }],
    ['a text of 10,001 characters', { ...input, messages: [{ id: 'm', role: 'user', content: 'x'.repeat(10_001) }] }],
    ['a context that long', { ...input, context: [{ description: 'x'.repeat(10_001), value: '' }] }],
    ['a thread without end', { ...input, threadId: 'x'.repeat(201) }],
  ])('refuses %s', async (_, body) => {
    expect((await run(body)).status).toBe(400);
  });
});
