import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { temporaryFolder } from './testing/temporary-server.ts';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  const reading = readConfig(environment);
  return 'problems' in reading ? reading.problems : [];
};

const configOf = (environment: Record<string, string>) => {
  const reading = readConfig(environment);
  if ('problems' in reading) throw new Error(reading.problems.join('\n'));
  return reading.config;
};

describe('configuration', () => {
  it('works with nothing set, on loopback only', () => {
    const config = configOf({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 4300, fixtures: false, trustProxy: [], adminToken: null });
  });

  it('names every problem at once', () => {
    const problems = problemsOf({
      PORT: '70000',
      FIXTURES: 'yes',
      LOG_LEVEL: 'loud',
      BASE_URL: 'orders.example',
      TRUST_PROXY: 'all',
      ADMIN_TOKEN: 'short',
      HEADERS_TIMEOUT_SECONDS: '60',
    });
    for (const name of ['PORT', 'FIXTURES', 'LOG_LEVEL', 'BASE_URL', 'TRUST_PROXY', 'ADMIN_TOKEN', 'HEADERS_TIMEOUT'])
      expect(problems.some((problem) => problem.startsWith(name))).toBe(true);
    expect(problems).toHaveLength(7);
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0/8',
    'loopback,',
    '1.2.3.4/x',
    '::1/200',
  ])('does not trust the proxy "%s"', (value) => {
    expect(problemsOf({ TRUST_PROXY: value })).toHaveLength(1);
  });

  it('trusts the proxies it is told', () => {
    expect(configOf({ TRUST_PROXY: 'loopback, 10.0.0.0/8,fd00::/8' }).trustProxy).toEqual([
      'loopback',
      '10.0.0.0/8',
      'fd00::/8',
    ]);
  });

  it('reads the admin token from a file, and says when it cannot', async () => {
    const file = join(await temporaryFolder(), 'token');
    expect(problemsOf({ ADMIN_TOKEN_FILE: file })[0]).toContain('cannot be read');
    writeFileSync(file, `${'t'.repeat(40)}\n`);
    expect(configOf({ ADMIN_TOKEN_FILE: file })).toMatchObject({ adminToken: null, adminTokenFile: file });
    writeFileSync(file, 'short');
    expect(problemsOf({ ADMIN_TOKEN_FILE: file })[0]).toContain('ADMIN_TOKEN_FILE must hold at least 32');
  });

  it('takes one admin token, not two', () => {
    const problems = problemsOf({ ADMIN_TOKEN: 't'.repeat(40), ADMIN_TOKEN_FILE: '/nowhere' });
    expect(problems[0]).toContain('not both');
  });

  it('keeps the origin of the base URL', () => {
    expect(configOf({ BASE_URL: 'https://orders.example/' }).baseUrl).toBe('https://orders.example');
  });

  it('keeps everything in the data folder unless told where PostgreSQL is', () => {
    expect(configOf({}).database).toBeNull();
    const { database } = configOf({ DATABASE_URL: 'postgres://studio@127.0.0.1:5432/studio' });
    expect(database).toMatchObject({
      pool: { most: 25, idle: 5, life: 1_800_000, idleFor: 600_000, wait: 5_000 },
      statement: 15_000,
    });
  });

  it.each([
    ['postgres://studio@127.0.0.1/studio', 'off'],
    ['postgresql://studio@localhost:5433/studio', 'off'],
    ['postgres://studio@[::1]/studio', 'off'],
    ['postgres://studio@localhost/studio?host=/run/postgresql', 'off'],
    ['postgres://studio@127.0.0.1/studio?host=db.example.com', 'verify'],
    ['postgres://studio@db.example.com/studio', 'verify'],
    ['postgres://studio@127.0.0.1.example.com/studio', 'verify'],
    ['postgres://studio@10.0.0.7/studio', 'verify'],
  ])('speaks to %s with TLS "%s"', (url, tls) => {
    expect(configOf({ DATABASE_URL: url }).database).toMatchObject({ url, tls });
    expect(configOf({ DATABASE_URL: url, DATABASE_TLS: 'encrypt' }).database).toMatchObject({ tls: 'encrypt' });
  });

  it('reads the address of the database from a file, and refuses what is none', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'url');
    writeFileSync(file, 'postgres://studio:secret@db.example.com/studio\n');
    expect(configOf({ DATABASE_URL_FILE: file }).database?.url).toBe('postgres://studio:secret@db.example.com/studio');
    const near = 'postgres://studio@127.0.0.1/studio';
    for (const [environment, problem] of [
      [{ DATABASE_URL: 'mysql://db.example.com/studio' }, 'DATABASE_URL must be an address'],
      [{ DATABASE_URL: 'postgres://db.example.com' }, 'DATABASE_URL must be an address'],
      [{ DATABASE_URL: `${near}?sslmode=disable` }, 'Leave "sslmode" out of DATABASE_URL'],
      [{ DATABASE_URL: near, DATABASE_URL_FILE: file }, 'not both'],
      [{ READ_REPLICAS: near }, 'READ_REPLICAS needs DATABASE_URL'],
      [{ DATABASE_URL: near, READ_REPLICAS: `${near},mysql://x/y` }, 'READ_REPLICAS must be an address'],
      [{ REDIS_URL: 'http://cache.example.com' }, 'REDIS_URL must be an address'],
      [{ DATABASE_URL_FILE: join(folder, 'none') }, 'cannot be read'],
      [{ DATABASE_URL: near, DATABASE_CA_FILE: file }, 'holds no certificate'],
      [{ DATABASE_URL: near, DATABASE_CONNECTIONS: '0' }, 'DATABASE_CONNECTIONS'],
    ] as const) {
      expect(problemsOf(environment)).toEqual([expect.stringContaining(problem)]);
      expect(problemsOf(environment).join()).not.toContain('secret');
    }
  });
});
