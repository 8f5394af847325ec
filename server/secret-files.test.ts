import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openRedis } from './cache/redis.ts';
import { readConfig } from './config.ts';
import { readConnections } from './delivery/sources/connections.ts';
import { newExposition } from './observability/prometheus.ts';
import { namedSecretFiles, watchSecretAges } from './secret-ages.ts';
import { secretFile } from './secret-file.ts';
import { connectionOf } from './storage/postgres-connection.ts';
import { signedInPerson } from './testing/people.ts';
import { temporaryRedis } from './testing/redis.ts';
import { temporaryFolder, temporaryServer } from './testing/temporary-server.ts';

/** A file in a folder of its own, and how to write it so that its time differs. */
async function changing(text: string) {
  const file = join(await temporaryFolder(), 'secret');
  let time = Date.now() / 1_000 - 1_000;
  const write = (content: string): void => {
    writeFileSync(file, content);
    time += 10;
    utimesSync(file, time, time);
  };
  write(text);
  return { file, write };
}

const configOf = (environment: Record<string, string>) => {
  const reading = readConfig(environment);
  if ('problems' in reading) throw new Error(reading.problems.join('\n'));
  return reading.config;
};

const patient = { timeout: 20_000 };

describe('a secret in a file (S10)', () => {
  it('changes with the file, and stays while the file holds nothing usable', async () => {
    const { file, write } = await changing('5\n');
    const number = secretFile(file, (text) => {
      if (/^\d+$/.test(text)) return Number(text);
      throw new Error('no number');
    });
    expect(number()).toBe(5);
    write('six');
    expect(number()).toBe(5);
    write('6');
    expect(number()).toBe(6);
    expect(() => secretFile(`${file}-gone`, String)()).toThrow('ENOENT');
  });

  it('is what databases, Redis and the OpenID Connect issuer are asked with next', async () => {
    const database = await changing('postgres://studio:old@localhost/studio');
    const redis = await changing('redis://:old@localhost');
    const client = await changing('old');
    const config = configOf({
      DATABASE_URL_FILE: database.file,
      REDIS_URL_FILE: redis.file,
      OIDC_ISSUER: 'https://login.example.com',
      OIDC_CLIENT_ID: 'studio',
      OIDC_CLIENT_SECRET_FILE: client.file,
    });
    const now = () => [
      connectionOf(config.database!).connectionString,
      config.redis!.urlNow?.(),
      config.oidc!.clientSecret(),
    ];
    expect(now()).toEqual(['postgres://studio:old@localhost/studio', 'redis://:old@localhost', 'old']);
    database.write('postgres://studio:new@localhost/studio');
    redis.write('redis://:new@localhost');
    client.write('new');
    expect(now()).toEqual(['postgres://studio:new@localhost/studio', 'redis://:new@localhost', 'new']);
  });

  it('is what Redis is asked with on its next connection', async () => {
    const { url } = await temporaryRedis(onTestFinished);
    const operator = await createClient({ url }).connect();
    onTestFinished(() => operator.destroy());
    await operator.configSet('requirepass', 'old');
    const address = (password: string): string => url.replace('redis://', `redis://:${password}@`);
    const file = await changing(address('old'));
    const { redis: settings } = configOf({ REDIS_URL_FILE: file.file });
    const redis = openRedis(settings!);
    onTestFinished(() => redis.close());
    const answers = () => redis.ask((client) => client.ping()).catch(() => 'away');
    await expect.poll(answers, patient).toBe('PONG');
    await operator.configSet('requirepass', 'new');
    file.write(address('new'));
    await operator.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    await expect.poll(async () => redis.pool().open, patient).toBe(settings!.connections);
    await expect.poll(answers, patient).toBe('PONG');
  });

  it('is what a source is asked with next', async () => {
    const { file, write } = await changing('Bearer old');
    const sources = join(await temporaryFolder(), 'sources.json');
    const orders = { http: 'https://orders.example.com', headers: { authorization: 'env:ORDERS', accept: 'text/csv' } };
    writeFileSync(sources, JSON.stringify({ hosts: ['orders.example.com'], sources: { orders } }));
    const connections = readConnections(sources, { ORDERS_FILE: file });
    const sent = () => ({ ...(connections.sources.get('orders') as { headers: object }).headers });
    expect(sent()).toEqual({ authorization: 'Bearer old', accept: 'text/csv' });
    write('two\nlines');
    expect(sent()).toMatchObject({ authorization: 'Bearer old' });
    write('Bearer new');
    expect(sent()).toEqual({ authorization: 'Bearer new', accept: 'text/csv' });
    expect([...connections.secretFiles!]).toEqual([['ORDERS_FILE', file]]);
    expect(() => readConnections(sources, { ORDERS_FILE: `${file}-gone` })).toThrow('ORDERS_FILE');
  });
});

const day = 86_400_000;

describe('ages of secrets (S10)', () => {
  it('are looked at daily: one that is too old, or gone, is named in the log, and in the figures', async () => {
    const { file } = await changing('secret');
    const gone = `${file}-gone`;
    const lines: unknown[] = [];
    const due: (() => void)[] = [];
    let now = Date.now();
    const ages = watchSecretAges({
      files: [
        { name: 'ADMIN_TOKEN_FILE', file },
        { name: 'REDIS_URL_FILE', file: gone },
      ],
      oldest: 90 * day,
      now: () => new Date(now),
      timers: (milliseconds, run) => {
        expect(milliseconds).toBe(day);
        due.push(run);
        return () => due.splice(0);
      },
      log: { warn: (details: unknown) => lines.push(details) },
    });
    expect(lines).toEqual([{ alert: 'secret', name: 'REDIS_URL_FILE' }]);
    now += 91 * day;
    due.shift()!();
    expect(lines).toContainEqual({ alert: 'secret', name: 'ADMIN_TOKEN_FILE', days: 91 });
    const out = newExposition('studio_');
    ages.write(out);
    expect(out.text()).toMatch(/^studio_secret_age_seconds\{name="ADMIN_TOKEN_FILE"\} 78\d{5}$/m);
    expect(out.text()).not.toContain('REDIS');
    ages.stop();
    expect(due).toEqual([]);
  });

  it('are those of files that are named, else of those the server keeps itself', () => {
    expect(namedSecretFiles({ ADMIN_TOKEN_FILE: '/run/token', SECRETS_KEY: 'x' }, '/data')).toEqual([
      { name: 'ADMIN_TOKEN_FILE', file: '/run/token' },
    ]);
    expect(namedSecretFiles({}, '/data')).toEqual([
      { name: 'ADMIN_TOKEN', file: '/data/admin-token' },
      { name: 'SECRETS_KEY', file: '/data/secrets-key' },
    ]);
  });
});

describe('a running server (S10)', () => {
  it('takes a new admin token without a restart, warns of an old one, and says who opened stored secrets', async () => {
    const [old, young] = ['old-'.repeat(10), 'young-'.repeat(10)];
    const token = await changing(old);
    utimesSync(token.file, 1_000_000_000, 1_000_000_000);
    const server = await temporaryServer({ ADMIN_TOKEN_FILE: token.file });
    const ask = async (secret: string, url = '/api/v1/keys') => {
      const headers = { authorization: `Bearer ${secret}`, 'x-correlation-id': 'who-asks-for-it' };
      return server.app.inject({ url, headers });
    };
    expect([(await ask(old)).statusCode, (await ask(young)).statusCode]).toEqual([200, 401]);
    expect((await ask(old, '/metrics')).body).toMatch(/_secret_age_seconds\{name="ADMIN_TOKEN_FILE"\} \d{9}/);
    await signedInPerson(server, 'viewer');
    token.write(young);
    expect([(await ask(old)).statusCode, (await ask(young)).statusCode]).toEqual([401, 200]);
    token.write('half');
    expect((await ask(young)).statusCode).toBe(200);
    await server.close();
    await expect.poll(() => server.log(), patient).toMatch(/"name":"ADMIN_TOKEN_FILE".*Replace it/);
    expect(server.log()).toMatch(/"purpose":"token key [^"]+".*stored secret opened/);
    for (const secret of [old, young]) expect(server.log()).not.toContain(secret);
  });
});
