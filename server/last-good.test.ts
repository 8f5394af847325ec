import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lastGood } from './delivery/last-good.ts';
import { greetingPage } from './testing/pages.ts';
import { temporaryPostgres } from './testing/postgres.ts';
import { temporaryRedis } from './testing/redis.ts';
import { publishingServer, temporaryFolder, temporaryServer } from './testing/temporary-server.ts';

describe('a server whose PostgreSQL and Redis are dead (D-28)', () => {
  it('starts with the pages that were live last, says how old they are, takes no changes, and goes on when they are back', async () => {
    const postgres = await temporaryPostgres(onTestFinished);
    const redis = await temporaryRedis(onTestFinished);
    const environment = {
      DATABASE_URL: await postgres.database(),
      REDIS_URL: redis.url,
      DATA_DIR: await temporaryFolder(),
      ADMIN_TOKEN: 't'.repeat(40),
      SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    const first = await publishingServer(environment);
    expect((await first.publish(greetingPage())).statusCode).toBe(200);
    const page = await first.server.app.inject('/greeting');
    expect(page.headers['age']).toBeUndefined();
    const [style = ''] = /\/_ui\/styles\/[^"]+/.exec(page.body) ?? [];
    await first.server.close();
    await Promise.all([postgres.kill(), redis.kill()]);

    const { app, admin } = await temporaryServer(environment);
    const served = await app.inject('/greeting');
    expect([served.statusCode, served.body]).toEqual([200, page.body]);
    expect(Number(served.headers['age'])).toBeGreaterThanOrEqual(0);
    expect((await app.inject(style)).body).toContain('{');
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
    const { checks } = (await app.inject({ url: '/health', headers: admin })).json();
    expect(checks.releases).toMatchObject({ status: 'degraded', stale: true, live: 1 });
    const next = { method: 'POST', url: `/api/v1/releases/sha256-${'A'.repeat(43)}/activate` } as const;
    const change = { ...next, headers: { ...admin, 'if-match': '*' }, payload: { channel: 'production' } };
    const refused = await app.inject(change);
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'server/database-away']);

    await postgres.start();
    await expect.poll(async () => (await app.inject('/greeting')).headers['age']).toBeUndefined();
    expect((await app.inject(change)).statusCode).toBe(404);
    const { checks: again } = (await app.inject({ url: '/health', headers: admin })).json();
    expect(again.releases).toEqual({ status: 'healthy', live: 1 });
  });
});

describe('pages kept on disk (D-28)', () => {
  const live = {
    channel: 'production',
    document_id: 'acme/one',
    release_hash: 'sha256-a',
    route: '/',
    route_shape: '/',
    published_at: '',
    published_by: '',
  };
  const kept = (hash: string) =>
    ({
      live: { ...live, release_hash: hash },
      release: { hash },
      files: [{ address: `styles/${hash}`, type: 'text/css', bytes: Buffer.from('a{}') }],
    }) as never;

  it('are one for each document and channel, and what was damaged or cut off is left out', async () => {
    const folder = await temporaryFolder();
    const problems: unknown[] = [];
    const pages = lastGood(
      folder,
      () => 1_000,
      (error) => problems.push(error),
    );
    expect([pages.pages(), pages.lastInStep(), pages.file('styles/sha256-a')]).toEqual([[], null, null]);
    await pages.keep(live, async () => kept('sha256-a'));
    await pages.keep({ ...live, document_id: `acme/${'long-'.repeat(39)}id` }, async () => kept('sha256-c'));
    await pages.keep({ ...live, release_hash: 'sha256-b' }, async () => kept('sha256-b'));
    expect(
      pages
        .pages()
        .map((page) => page.live.release_hash)
        .sort(),
    ).toEqual(['sha256-b', 'sha256-c']);
    expect(pages.file('styles/sha256-b')?.bytes.toString()).toBe('a{}');
    expect(pages.file('styles/sha256-a')).toBeNull();
    for (const name of readdirSync(join(folder, 'last-good'))) {
      const file = join(folder, 'last-good', name);
      const text = readFileSync(file, 'utf8');
      writeFileSync(
        file,
        name.includes('sha256-b') ? text.replace('"bytes"', '"Bytes"').replace('/css', '/CSS') : text.slice(0, -9),
      );
    }
    expect(
      lastGood(
        folder,
        () => 0,
        () => undefined,
      ).pages(),
    ).toEqual([]);
    await pages.keep({ ...live, release_hash: 'sha256-d' }, () => Promise.reject(new Error('The database is away.')));
    expect(problems).toHaveLength(1);
    pages.inStep();
    expect(
      lastGood(
        folder,
        () => 0,
        () => undefined,
      ).lastInStep(),
    ).toBe(1_000);
  });
});
