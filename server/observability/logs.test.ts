import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startServer } from '../serve.ts';
import { temporaryFolder, temporaryServer } from '../testing/temporary-server.ts';
import { openLogFile, removeOld } from './log-file.ts';
import { withoutSecrets } from './log-shape.ts';

describe('log lines (P7, S10)', () => {
  it('carry one correlation id, the given one when it is plain, and say it in the answer', async () => {
    const { app, log, admin } = await temporaryServer();
    const ask = async (id: string) =>
      (await app.inject({ url: '/api/v1/releases', headers: { ...admin, 'x-correlation-id': id } })).headers[
        'x-correlation-id'
      ];
    expect(await ask('desktop-0001')).toBe('desktop-0001');
    expect(log()).toContain('"reqId":"desktop-0001"');
    for (const id of ['short', 'with space 123', `${'x'.repeat(101)}`, '{"a":"bcdefg"}'])
      expect(await ask(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  it('hold no secret, whoever logs what', async () => {
    const { app, log } = await temporaryServer();
    const secret = 'correct-horse-battery';
    app.log.info({ password: secret, token: secret, deep: { secret, cookie: secret, authorization: secret } }, 'noted');
    app.log.error({ err: new Error(`connect to postgres://studio:${secret}@db.example.com failed`) }, 'away');
    app.log.error({ err: new Error('outer', { cause: new Error(`Bearer ${secret}`) }) }, 'refused');
    await app.inject({
      method: 'POST',
      url: `/api/v1/sign-in?password=${secret}`,
      payload: { name: 'ada', password: secret },
    });
    await app.inject({ url: '/health', headers: { authorization: `Bearer ${secret}`, cookie: `a=${secret}` } });
    expect(log()).toContain('postgres://[secret]@db.example.com');
    expect(log().match(/noted|away|refused/g)?.length).toBeGreaterThanOrEqual(3);
    expect(log()).not.toContain(secret);
  });

  it.each([
    ['rediss://user:hunter22@cache:6379', 'rediss://[secret]@cache:6379'],
    ['sent Bearer abcdefghijkl', 'sent Bearer [secret]'],
    ['it was eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2ln', 'it was [secret]'],
    ['password=hunter22&name=ada', 'password=[secret]&name=ada'],
    ['{"token": "abc","a":1}', '{"token": "[secret]","a":1}'],
    ['at https://docs.example.com/a:b', 'at https://docs.example.com/a:b'],
  ])('are cleaned of %s', (text, clean) => {
    expect(withoutSecrets(text)).toBe(clean);
  });

  it('go to a file, which is packed and put aside when it is full; those that are too many or too old go', async () => {
    const folder = await temporaryFolder();
    const old = join(folder, '20200101-1200-01-server.log.gz');
    for (const name of [old, join(folder, 'notes.txt')]) writeFileSync(name, '');
    utimesSync(old, 1, 1);
    const problems: string[] = [];
    const settings = { file: join(folder, 'server.log'), megabytes: 1, days: 30, most: 2 };
    const stream = openLogFile(settings, (problem) => problems.push(problem));
    expect(readdirSync(folder)).not.toContain('20200101-1200-01-server.log.gz');
    const packed = () => readdirSync(folder).filter((name) => name.endsWith('.gz'));
    for (let time = 1; time <= 4; time++) {
      const rotated = new Promise((resolve) => stream.once('rotated', resolve));
      stream.write(`${time}`.repeat(1_100_000));
      stream.write('\n');
      await rotated;
    }
    await expect.poll(() => packed().length).toBe(2);
    expect(gunzipSync(readFileSync(join(folder, packed()[0]!))).length).toBeGreaterThan(1_000_000);
    await new Promise((resolve) => stream.end(resolve));
    expect(problems).toEqual([]);
    removeOld(folder, 'server.log', 30, Date.now() + 31 * 86_400_000);
    expect(packed()).toEqual([]);
    expect(readdirSync(folder)).toContain('notes.txt');
  });

  it('go to LOG_FILE on a real server', async () => {
    const folder = await temporaryFolder();
    const LOG_FILE = join(folder, 'server.log');
    const server = await startServer({ environment: { PORT: '0', DATA_DIR: folder, LOG_FILE } });
    await server.app.inject('/nowhere');
    await server.close();
    await expect.poll(() => readFileSync(LOG_FILE, 'utf8')).toContain('"path":"/nowhere"');
  });
});
