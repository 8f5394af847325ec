import { beforeAll, describe, expect, it } from 'vitest';
import { atFileEnd } from '../testing/at-file-end.ts';
import { type TemporaryProxy, temporaryProxy } from '../testing/nginx.ts';
import { greetingPage } from '../testing/pages.ts';
import { type RolloutSite, rolloutSite } from '../testing/rollouts.ts';

/** Seconds that the CDN keeps what it may keep. */
const kept = 2;
let site: RolloutSite;
let proxy: TemporaryProxy;
const atEnd = atFileEnd();
beforeAll(async () => {
  const generous = { PAGES_PER_SECOND: '100000', PAGE_BURST: '100000' };
  site = await rolloutSite({ EDGE_SECONDS: `${kept}`, EDGE_STALE_SECONDS: '0', ...generous }, atEnd);
  await site.publish(greetingPage({ text: 'Stable', version: '1.0.0' }));
  proxy = await temporaryProxy(site.server.url, kept, atEnd);
});

/** What a visitor gets, and whether the proxy had it. */
async function visit(from: string, place?: number) {
  const headers = place === undefined ? {} : { cookie: `_ui_cohort=${place}` };
  const answer = await fetch(`${from}/greeting`, { headers });
  const text = />([^<]*)<\/h1>/.exec(await answer.text())?.[1] ?? '';
  return { text, cache: answer.headers.get('x-cache') ?? '' };
}

const places = Array.from({ length: 50 }, (_, at) => at * 200);
/** What each of fifty visitors gets through both proxies, in turn and again. */
async function visits(): Promise<readonly string[]> {
  const seen: string[] = [];
  for (const from of [proxy.edge, proxy.url, proxy.edge])
    for (const place of places) seen.push((await visit(from, place)).text);
  return seen;
}

describe('a caching proxy in front of a rollout (P4, E13)', () => {
  it('gives nobody the version of others, nor one that was taken back', async () => {
    // It does keep pages: without that the rest would prove nothing.
    await expect.poll(async () => (await visit(proxy.edge)).cache, { timeout: 30_000 }).toBe('HIT');
    const started = await site.start(await site.store('Candidate', '2.0.0'), { kind: 'blue-green', steps: [50] });
    const { id } = started.json();
    await site.becomes(id, { stage: 'prepare' });
    site.pass(kept + 1);
    // The server waits until whatever the proxy kept has run out.
    expect(await site.read(id)).toMatchObject({ state: 'preparing', audience: null });
    await expect.poll(async () => (await visit(proxy.edge)).cache, { timeout: 30_000 }).not.toBe('HIT');
    expect(new Set(await visits())).toEqual(new Set(['Stable']));
    site.pass(10);
    await site.becomes(id, { state: 'running' });
    const mine = await Promise.all(places.map((place) => site.shown({ cookie: `_ui_cohort=${place}` })));
    expect(mine.filter((text) => text === 'Candidate')).toHaveLength(25);
    expect(await visits()).toEqual([...mine, ...mine, ...mine]);
    await site.act(id, 'promote', { to: 'all' });
    expect(new Set(await visits())).toEqual(new Set(['Candidate']));
    await site.act(id, 'rollback');
    expect(new Set(await visits())).toEqual(new Set(['Stable']));
    // And keeps again what is everybody's.
    await expect.poll(async () => (await visit(proxy.edge)).cache, { timeout: 30_000 }).toBe('HIT');
  });
});
