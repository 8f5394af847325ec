import { createHmac, randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { secretBox } from '../accounts/secret-box.ts';
import { noTracing } from '../observability/tracing.ts';
import { newOutgoing } from '../outgoing/outgoing.ts';
import { anywhere } from '../outgoing/reach.ts';
import { findWebhook, insertWebhook, openStorage, type Storage } from '../storage/index.ts';
import { testCaller } from '../testing/account-services.ts';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage } from '../testing/pages.ts';
import { type Received, receiver } from '../testing/receiver.ts';
import { publishingServer, temporaryFolder } from '../testing/temporary-server.ts';
import { newDeliverer } from './deliverer.ts';
import { askedFor, retryAfter, verdictOf } from './retry.ts';
import { newWebhookSecret, webhookPurpose } from './signature.ts';
import { allLetters, replayLetter } from './webhooks.ts';

const atEnd = atFileEnd();
const key = randomBytes(32);
const box = secretBox(() => [key]);
const secret = newWebhookSecret();
let storage: Storage;
/** A database in which three versions went live, and no server any more. */
beforeAll(async () => {
  const DATA_DIR = await temporaryFolder(atEnd);
  const { server, publish } = await publishingServer({ DATA_DIR }, undefined, atEnd);
  for (const version of ['1.0.0', '1.1.0', '1.2.0'])
    await publish(greetingPage({ version, text: version }), {}, { 'x-correlation-id': `publish-${version}` });
  await server.close();
  storage = await openStorage(DATA_DIR);
  atEnd(storage.close);
});

const start = Date.parse('2026-01-01T00:00:00Z');
let time = start;
const now = () => new Date(time);
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  time = start;
  for (const stop of stops.splice(0)) await stop();
});

/** A webhook that knows nothing yet, and who tells it; `attempts` until a message is given up. */
async function telling(options: { readonly kinds?: string; readonly url?: string; readonly attempts?: number } = {}) {
  const other = await receiver((end) => void stops.push(async () => end()));
  const { db } = storage;
  await db.deleteFrom('dead_letter').execute();
  await db.deleteFrom('webhook').execute();
  await insertWebhook(db, {
    id: 'hook',
    url: options.url ?? `${other.url}/hook`,
    kinds: options.kinds ?? '*',
    secret: box.seal(secret, webhookPurpose('hook')),
    created_at: now().toISOString(),
    created_by: 'Ada',
    removed_at: null,
    seq: 0,
    attempts: 0,
    failing_since: null,
    retry_at: null,
    problem: null,
  });
  const outgoing = newOutgoing({ reach: anywhere, clock: () => time, retries: 0 });
  const statuses: string[] = [];
  const deliverer = newDeliverer({
    db,
    box,
    outgoing,
    tracing: noTracing,
    figures: { told: (kind, by, status) => void statuses.push(`${kind} ${by} ${status}`) },
    now,
    clock: () => time,
    random: () => 0.5,
    attempts: options.attempts ?? 10,
    log: () => null,
  });
  stops.push(async () => {
    await deliverer.stop();
    outgoing.close();
  });
  const services = { db, box, now, reach: anywhere, rang: () => undefined };
  return { other, deliverer, statuses, services, hook: async () => (await findWebhook(db, 'hook'))! };
}

const versionsIn = (received: readonly Received[]): readonly string[] =>
  received.map(({ body }) => JSON.parse(body).data.semver);

describe('a webhook (P1, P4)', () => {
  it('is told everything once, in order, signed so that its receiver can tell', async () => {
    const { other, deliverer, statuses } = await telling();
    expect(await deliverer.round()).toBe(true);
    await deliverer.round();
    expect(versionsIn(other.received)).toEqual(['1.0.0', '1.1.0', '1.2.0']);
    const [first] = other.received;
    const { type, timestamp, data } = JSON.parse(first!.body);
    expect([type, data]).toEqual([
      'release.live',
      expect.objectContaining({ documentId: 'acme/greeting', channel: 'production', by: 'Ada' }),
    ]);
    const { headers } = first!;
    expect([headers['webhook-id'], headers['content-type'], headers['x-correlation-id']]).toEqual([
      data.id,
      'application/json',
      'publish-1.0.0',
    ]);
    expect(Date.parse(timestamp)).not.toBeNaN();
    // As the receiver does it, with the secret it was shown.
    const code = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
      .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${first!.body}`)
      .digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${code}`);
    expect(headers['webhook-timestamp']).toBe(`${start / 1_000}`);
    expect(statuses).toEqual(Array(3).fill('release.live webhook sent'));
  });

  it('is told only what it wants, and does not come back to the rest', async () => {
    const { other, deliverer, hook } = await telling({ kinds: 'rollout.* rollout.done' });
    await deliverer.round();
    expect([other.received, (await hook()).seq]).toEqual([[], 3]);
  });

  it('gets what failed again after 2, 4, 8 s and up to one more, and nothing later before that', async () => {
    const { other, deliverer, hook } = await telling();
    other.answer(200, 500, 503, 429);
    const waits: number[] = [];
    for (let at = 0; at < 3; at++) {
      await deliverer.round();
      waits.push(Date.parse((await hook()).retry_at!) - time);
      time += waits.at(-1)! - 1;
      // Not a moment earlier.
      await deliverer.round();
      time += 1;
    }
    expect(waits).toEqual([2_500, 4_500, 8_500]);
    expect((await hook()).problem).toBe('It answered with status 429.');
    await deliverer.round();
    expect(versionsIn(other.received)).toEqual(['1.0.0', '1.1.0', '1.1.0', '1.1.0', '1.1.0', '1.2.0']);
    const ids = other.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(3);
    expect([(await hook()).attempts, (await hook()).problem]).toEqual([0, null]);
  });

  it('waits as long as its receiver asks for', async () => {
    const { other, deliverer, hook } = await telling();
    other.answer([503, { 'retry-after': '120' }]);
    await deliverer.round();
    expect(Date.parse((await hook()).retry_at!) - time).toBe(120_000);
  });

  it.each([
    400, 401, 404, 410, 422, 302,
  ])('does not get again what it answered with %i, which no time mends', async (status) => {
    const { other, deliverer, statuses } = await telling();
    other.answer([status, { location: '/elsewhere' }]);
    await deliverer.round();
    // Redirects are not followed: they could lead to a host that may not be asked.
    expect(other.received.map(({ path }) => path)).toEqual(['/hook', '/hook', '/hook']);
    expect(versionsIn(other.received)).toEqual(['1.0.0', '1.1.0', '1.2.0']);
    expect(statuses.slice(0, 2)).toEqual(['release.live webhook failed', 'release.live webhook dead']);
  });

  it('leaves a message that tells what was given up, and why, and can be replayed', async () => {
    const { other, deliverer, services, statuses } = await telling({ attempts: 2 });
    other.answer(500, 500);
    await deliverer.round();
    time += 3_000;
    await deliverer.round();
    expect(versionsIn(other.received)).toEqual(['1.0.0', '1.0.0', '1.1.0', '1.2.0']);
    const [letter, ...more] = await allLetters(services, null);
    expect([letter, more]).toMatchObject([
      {
        webhook: 'hook',
        event: other.received[0]!.headers['webhook-id'],
        kind: 'release.live',
        error: 'It answered with status 500.',
        attempts: 2,
        firstAt: new Date(start).toISOString(),
        lastAt: new Date(start + 3_000).toISOString(),
        isWaiting: false,
      },
      [],
    ]);
    expect(statuses).toContain('release.live webhook dead');
    const text = (): string => {
      const lines: string[] = [];
      deliverer.write({
        gauge: (name: string, _: string, [, value]: readonly [object, number]) => void lines.push(`${name} ${value}`),
      } as never);
      return lines.join(', ');
    };
    await deliverer.round();
    expect(text()).toBe('webhooks 1, webhooks_failing 0, webhook_dead_letters 1');
    other.answer(500);
    await replayLetter(services, letter!.id, testCaller);
    await deliverer.round();
    expect(await allLetters(services, 'hook')).toMatchObject([{ attempts: 3, isWaiting: false }]);
    await replayLetter(services, letter!.id, testCaller);
    await deliverer.round();
    await deliverer.round();
    expect([await allLetters(services, null), text()]).toEqual([
      [],
      'webhooks 1, webhooks_failing 0, webhook_dead_letters 0',
    ]);
    expect(other.received.at(-1)).toMatchObject({ body: other.received[0]!.body });
    expect(other.received.at(-1)!.headers['webhook-id']).toBe(letter!.event);
    const again = await replayLetter(services, letter!.id, testCaller);
    expect(again).toMatchObject({ ok: false, failure: { code: 'letter/not-found' } });
  });

  it('is left alone for a moment when nobody answers at all, which counts as no attempt', async () => {
    const { deliverer, hook } = await telling({ url: 'http://127.0.0.1:1/hook' });
    const attempts: number[] = [];
    for (let at = 0; at < 6; at++) {
      await deliverer.round();
      attempts.push((await hook()).attempts);
      time = Date.parse((await hook()).retry_at!);
      if (at < 4) continue;
      // The breaker is open now.
      time -= 3_600_000;
      await storage.db.updateTable('webhook').set({ retry_at: null }).execute();
    }
    expect(attempts).toEqual([1, 2, 3, 4, 5, 5]);
    expect((await hook()).problem).toContain('left alone');
  });
});

describe('when something is tried again (P1)', () => {
  it('is after 2^attempt seconds and up to one more, for what can succeed later', () => {
    for (const attempts of [1, 2, 5, 10])
      for (const chance of [0, 0.25, 0.999])
        expect(retryAfter(attempts, () => chance)).toBe(2 ** attempts * 1_000 + chance * 1_000);
    expect([200, 204, 299].map(verdictOf)).toEqual(['delivered', 'delivered', 'delivered']);
    expect([408, 425, 429, 500, 502, 503, 504].map(verdictOf)).toEqual(Array(7).fill('later'));
    expect([0, 101, 301, 304, 400, 403, 404, 410, 413].map(verdictOf)).toEqual(Array(9).fill('never'));
  });

  it('follows Retry-After in seconds or as a date, within an hour', () => {
    const at = new Date(start);
    const asked = ['5', at.toUTCString(), new Date(start + 9_000).toUTCString(), '999999', 'soon', '-1', undefined];
    expect(asked.map((header) => askedFor(header, at))).toEqual([5_000, 0, 9_000, 3_600_000, 0, 0, 0]);
  });
});
