import { beforeAll, describe, expect, it } from 'vitest';
import { atFileEnd } from '../testing/at-file-end.ts';
import { hasChromium, launchChromium, visit } from '../testing/browser.ts';
import { type JudgedRollout, judgedRollout } from '../testing/judged-rollout.ts';
import { greetingPage } from '../testing/pages.ts';
import { type Publisher, publishingServer } from '../testing/temporary-server.ts';
import type { Signal } from './judge-signals.ts';

const atEnd = atFileEnd();
let site: Publisher;
let rollout: JudgedRollout;
/** The page before there was a rollout. */
let approved: string;
const beta = { cookie: 'beta=1' };

/** The candidate goes to whoever has a cookie. */
beforeAll(async () => {
  site = await publishingServer({}, undefined, atEnd);
  await site.publish(greetingPage({ text: 'Before' }));
  approved = (await site.server.app.inject('/greeting')).body;
  const to = { kind: 'cookie', name: 'beta', value: '1' } as const;
  rollout = await judgedRollout(
    site,
    greetingPage({ text: 'Before' }),
    greetingPage({ text: 'After', version: '2.0.0' }),
    { kind: 'canary', to, interval: 3_600 },
  );
  await rollout.becomes({ state: 'running' });
});

const pageOf = async (headers = beta) => site.server.app.inject({ url: '/greeting', headers });
const tokenIn = (body: string): string => / data-to="[^"]*\?of=([^"]+)"/.exec(body)?.[1] ?? '';

const tell = (token: string, saw: string, headers: Readonly<Record<string, string>> = {}) =>
  site.server.app.inject({
    method: 'POST',
    url: `/_ui/beacon?of=${token}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', ...headers },
    payload: `saw=${saw}`,
  });

const candidateViews = async (): Promise<number> => (await rollout.read()).report.candidate.views;
const badOf = async (signal: Signal): Promise<number> =>
  (await rollout.read()).report.signals.find((one) => one.signal === signal)?.candidate.bad ?? -1;

describe('a page in a rollout (P4)', () => {
  it('has one script reference more, and is otherwise what was approved', async () => {
    const { body, headers } = await pageOf();
    const tag =
      /<script src="\/_ui\/runtime\/[0-9a-f]{12}\/beacon\.js" defer data-to="\/_ui\/beacon\?of=[\w.-]+"><\/script>/;
    expect(body).toMatch(tag);
    expect(approved).not.toContain('beacon');
    expect((await pageOf({ cookie: '' })).body.replace(tag, '')).toBe(approved);
    expect(headers['content-security-policy']).toContain(`; report-uri /_ui/beacon?of=${tokenIn(body)}`);
    expect(headers['content-security-policy']).toContain("script-src 'self';");
  });

  it('has none where no browser shows it: to scripts, fetched ahead, or only its headers', async () => {
    const { app } = site.server;
    for (const headers of [{ 'hx-request': 'true' }, { 'sec-fetch-dest': 'empty' }, { 'sec-purpose': 'prefetch' }])
      expect((await app.inject({ url: '/greeting', headers })).body).toBe(approved);
    const head = await app.inject({ method: 'HEAD', url: '/greeting' });
    expect(head.headers['content-security-policy']).not.toContain('report-uri');
    // They are counted all the same.
    expect((await rollout.read()).report.stable.requests).toBeGreaterThanOrEqual(4);
  });

  it('loads a script that anybody may keep, and that makes no code of text', async () => {
    const address = /src="([^"]+beacon\.js)"/.exec((await pageOf()).body)?.[1] ?? '';
    const script = await site.server.app.inject(address);
    expect([script.statusCode, script.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  });
});

describe('what browsers tell (P4)', () => {
  it('counts for the version that was sent, once for each visitor', async () => {
    const token = tokenIn((await pageOf()).body);
    const [views, errors] = [await candidateViews(), await badOf('script-errors')];
    for (const saw of ['script-error', 'shown', 'script-error', 'shown'])
      expect((await tell(token, saw)).statusCode).toBe(204);
    expect(await candidateViews()).toBe(views + 1);
    expect(await badOf('script-errors')).toBe(errors + 1);
    const { report } = await rollout.read();
    expect(report.stable.views).toBe(0);
  });

  it('counts for nothing when it is made up, from elsewhere or of another version', async () => {
    const token = tokenIn((await pageOf()).body);
    const before = await candidateViews();
    const forged = [token.replace('.c.', '.s.'), token.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A')), 'a.c.0.0.0'];
    for (const one of forged) expect((await tell(one, 'script-error')).statusCode).toBe(204);
    expect((await tell(token, 'script-error', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(204);
    expect(await candidateViews()).toBe(before);
    expect((await rollout.read()).report.stable.views).toBe(0);
  });

  it('has few words, and is short', async () => {
    const token = tokenIn((await pageOf()).body);
    expect((await tell(token, 'everything')).statusCode).toBe(400);
    expect((await tell(token, `shown&saw2=${'x'.repeat(9_000)}`)).statusCode).toBe(413);
    expect((await tell('x'.repeat(200), 'shown')).statusCode).toBe(400);
    const json = { 'content-type': 'application/json' };
    expect((await tell(token, 'shown', json)).statusCode).toBe(415);
  });
});

describe.skipIf(!hasChromium)('a browser', () => {
  it('tells that it shows a page, of errors in scripts and of violations of the policy (P4)', async () => {
    const browser = await launchChromium();
    const { tab, problems } = await visit(browser);
    const url = site.server.url;
    await tab.context().addCookies([
      { name: 'beta', value: '1', url },
      { name: '_ui_cohort', value: '77', url },
    ]);
    const views = await candidateViews();
    const before = { errors: await badOf('script-errors'), violations: await badOf('policy-violations') };
    await tab.goto(`${site.server.url}/greeting`);
    expect(await tab.locator('h1').textContent()).toBe('After');
    await expect.poll(candidateViews, { timeout: 30_000 }).toBe(views + 1);
    expect(problems).toEqual([]);
    expect(await badOf('blank')).toBe(0);
    await tab.evaluate(`
      document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.invalid/a.png' }));
      setTimeout(() => { throw new Error('A mistake in a script'); });
    `);
    await expect.poll(() => badOf('policy-violations'), { timeout: 30_000 }).toBe(before.violations + 1);
    await expect.poll(() => badOf('script-errors'), { timeout: 30_000 }).toBe(before.errors + 1);
    // Once more is one visitor still.
    await Promise.all([tab.waitForResponse(/_ui\/beacon/), tab.reload()]);
    expect(await candidateViews()).toBe(views + 1);
  });
});
