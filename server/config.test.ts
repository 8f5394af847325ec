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
    expect(configOf({ ADMIN_TOKEN_FILE: file }).adminToken).toBe('t'.repeat(40));
  });

  it('takes one admin token, not two', () => {
    const problems = problemsOf({ ADMIN_TOKEN: 't'.repeat(40), ADMIN_TOKEN_FILE: '/nowhere' });
    expect(problems[0]).toContain('not both');
  });

  it('keeps the origin of the base URL', () => {
    expect(configOf({ BASE_URL: 'https://orders.example/' }).baseUrl).toBe('https://orders.example');
  });
});
