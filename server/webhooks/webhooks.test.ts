import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openStorage } from '../storage/index.ts';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage } from '../testing/pages.ts';
import { signedInPerson } from '../testing/people.ts';
import { temporaryPostgres } from '../testing/postgres.ts';
import { type Receiver, receiver } from '../testing/receiver.ts';
import {
  publishingServer,
  type TemporaryServer,
  temporaryFolder,
  temporaryServer,
} from '../testing/temporary-server.ts';
import { newLease } from './lease.ts';

const atEnd = atFileEnd();
let other: Receiver;
beforeAll(async () => {
  other = await receiver(atEnd);
});

const request = (server: TemporaryServer, method: 'GET' | 'POST', url: string, payload?: object) =>
  server.app.inject({ method, url, headers: server.admin, ...(payload && { payload }) });

describe('webhooks (P4, S10)', () => {
  it('are registered by who may, with a secret that is shown once and stored sealed', async () => {
    const { server } = await publishingServer({ WEBHOOK_HOSTS: other.host });
    const body = { url: `${other.url}/hook`, kinds: ['release.live', 'rollout.*'] };
    const made = await request(server, 'POST', '/api/v1/webhooks', body);
    expect([made.statusCode, made.json()]).toEqual([
      201,
      {
        id: expect.any(String),
        ...body,
        createdAt: expect.any(String),
        createdBy: 'admin',
        failing: null,
        secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      },
    ]);
    const { secret, ...shown } = made.json();
    expect((await request(server, 'GET', '/api/v1/webhooks')).json()).toEqual([shown]);
    const stored = ['server.db', 'server.db-wal']
      .map((name) => readFileSync(join(server.dataDir, name), 'latin1'))
      .join('');
    expect([stored.includes(shown.id), stored.includes(secret.slice(6))]).toEqual([true, false]);
    const designer = await signedInPerson(server, 'designer');
    const { statusCode } = await server.app.inject({ url: '/api/v1/webhooks', headers: designer.headers });
    expect(statusCode).toBe(403);
    expect((await request(server, 'POST', `/api/v1/webhooks/${shown.id}/remove`)).statusCode).toBe(200);
    expect((await request(server, 'GET', '/api/v1/webhooks')).json()).toEqual([]);
    const again = await request(server, 'POST', `/api/v1/webhooks/${shown.id}/remove`);
    expect(again.json().code).toBe('webhook/not-found');
  });

  it.each([
    'http://hooks.example.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://localhost/',
    'https://user:pass@example.com/',
    'file:///etc/passwd',
    'nothing',
  ])('refuse the address %s', async (url) => {
    sharedServer ??= publishingServer({}, undefined, atEnd).then((publisher) => publisher.server);
    const refused = await request(await sharedServer, 'POST', '/api/v1/webhooks', { url, kinds: ['*'] });
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'webhook/refused']);
  });

  it('are told by one of several servers on one PostgreSQL, each message once, and by the next when that one stops', async () => {
    const postgres = await temporaryPostgres(atEnd);
    const environment = {
      DATABASE_URL: await postgres.database(),
      SECRETS_KEY: randomBytes(32).toString('base64'),
      WEBHOOK_HOSTS: other.host,
    };
    const one = await publishingServer(environment);
    const two = await temporaryServer({ ...environment, ADMIN_TOKEN: one.server.admin.authorization.slice(7) });
    const made = await request(two, 'POST', '/api/v1/webhooks', {
      url: `${other.url}/shared`,
      kinds: ['release.live'],
    });
    expect(made.statusCode, made.body).toBe(201);
    const told = (): readonly string[] =>
      other.received.filter(({ path }) => path === '/shared').map(({ body }) => JSON.parse(body).data.semver);
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) await one.publish(greetingPage({ version, text: version }));
    await expect.poll(told, { timeout: 30_000 }).toEqual(['1.0.0', '1.1.0', '1.2.0']);
    await one.publish(greetingPage({ version: '1.3.0', text: 'Last' }));
    await expect.poll(told, { timeout: 30_000 }).toHaveLength(4);
    // The first to start does the telling; it gives that back when it stops.
    await one.server.close();
    const activated = await two.app.inject({
      method: 'POST',
      url: `/api/v1/releases/${(await request(two, 'GET', '/api/v1/releases')).json()[0].versionHash}/activate`,
      headers: { ...two.admin, 'if-none-match': '*' },
      payload: { channel: 'staging' },
    });
    expect(activated.statusCode, activated.body).toBe(200);
    await expect.poll(told, { timeout: 30_000 }).toEqual(['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.3.0']);
  });
});

let sharedServer: Promise<TemporaryServer> | undefined;

describe('a lease (P9)', () => {
  it('is held by one, taken over from who shows no sign of life, and lost by who was stopped meanwhile', async () => {
    const storage = await openStorage(await temporaryFolder(atEnd));
    atEnd(storage.close);
    let time = 0;
    const lease = () => newLease(storage.db, 'x', { clock: () => time, patience: 10 });
    const [one, two, three] = [lease(), lease(), lease()];
    const held = async (): Promise<readonly boolean[]> => [await one.hold(), await two.hold(), await three.hold()];
    expect(await held()).toEqual([true, false, false]);
    time += 9;
    expect(await held()).toEqual([true, false, false]);
    // The first is stopped: the others see the same count for as long as they wait.
    expect([await two.hold(), await three.hold()]).toEqual([false, false]);
    time += 10;
    expect([await two.hold(), await three.hold(), await one.hold()]).toEqual([true, false, false]);
    await two.giveBack();
    await one.giveBack();
    expect([await three.hold(), await two.hold()]).toEqual([true, false]);
  });
});
