import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driversOf } from '../drivers.ts';
import { findBrowser } from '../find.ts';
import type { Answered, RunningBrowser, Tab, TabSettings } from '../tab.ts';

const settings: TabSettings = {
  viewport: { width: 300, height: 200, dpr: 1 },
  locale: 'en-US',
  timeZone: 'UTC',
  scheme: 'light',
  media: { print: false, forcedColors: false, reducedMotion: true },
};
const text = (type: string, body: string): Answered => ({ headers: { 'content-type': type }, body });

let browser: RunningBrowser;
beforeAll(async () => {
  const [driver] = driversOf(await findBrowser('chromium'));
  browser = await driver!.launch(settings);
});
afterAll(() => browser.close());

async function show(files: Readonly<Record<string, Answered>>, how = settings, isInert = false): Promise<Tab> {
  const tab = await browser.open(how, {
    answer: async ({ path }) => files[path] ?? { status: 404, headers: {}, body: '' },
    before: {
      task: (mark: number) =>
        Object.assign(globalThis, { marks: [...((globalThis as { marks?: number[] }).marks ?? []), mark] }),
      argument: 1,
    },
    isInert: () => isInert,
  });
  await tab.go('/', 20_000);
  return tab;
}
const page = (body: string) => text('text/html', `<!doctype html><title>t</title>${body}`);

/** All a page may find of another one. */
async function found(): Promise<unknown> {
  const { marks, shown, active } = globalThis as { marks?: number[]; shown?: string; active?: boolean[] };
  return {
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    // Only where the browser takes the page for a secure one.
    caches: globalThis.caches ? (await caches.keys()).length : 0,
    name: window.name,
    history: history.length,
    state: history.state as unknown,
    scroll: scrollY,
    focus: document.activeElement?.localName,
    referrer: document.referrer,
    marks,
    shown,
    active,
    color: getComputedStyle(document.querySelector('a')!).color,
    image: document.querySelector('img')!.naturalWidth,
    size: [innerWidth, innerHeight],
  };
}

const svg = (width: number) =>
  text('image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="10"></svg>`);
const looking = (mark: string, width: number) => ({
  '/': page(
    `<style>a:link { color: rgb(0, 0, 1) } a:visited { color: rgb(0, 0, 2) }</style><a href="/">a</a><img src="/a.svg"><script src="/a.js"></script><p style="height:900px"><input>`,
  ),
  '/a.js': text(
    'text/javascript',
    `window.shown = ${JSON.stringify(mark)}; window.active = [navigator.userActivation.hasBeenActive, navigator.userActivation.isActive]`,
  ),
  '/a.svg': svg(width),
});

describe('pages that are used again (T2, T6)', { timeout: 60_000 }, () => {
  it('keep nothing of what they have shown, whatever that has left behind', async () => {
    const first = await show(looking('first', 10));
    const fresh = await first.run(found, null);
    await first.close();
    const leaving = {
      '/': page(
        '<a href="/">a</a><img src="/a.svg"><p style="height:900px"><input autofocus><script src="/leave.js"></script>',
      ),
      '/a.svg': svg(77),
      '/leave.js': text(
        'text/javascript',
        `const leave = () => { document.cookie = 'a=1;max-age=9999'; localStorage.a = sessionStorage.a = 1; window.name = 'a' };
         leave(); indexedDB.open('a'); globalThis.caches?.open('a'); history.pushState({ a: 1 }, '', '/other'); scrollTo(0, 500);
         addEventListener('pagehide', leave); addEventListener('unload', leave); setInterval(leave);
         const forever = () => requestAnimationFrame(forever); forever(); fetch('/never').catch(() => {});`,
      ),
    };
    const left = await show(leaving);
    expect(await left.run(() => [document.cookie, localStorage.length, history.length, window.name], null)).toEqual([
      'a=1',
      1,
      3,
      'a',
    ]);
    await left.close();
    const next = await show(looking('next', 20));
    expect(await next.run(found, null)).toEqual({ ...(fresh as object), shown: 'next', image: 20 });
    await next.close();
    const inert = await show({ '/': page('<input autofocus><p style="height:900px">') }, settings, true);
    await inert.close();
    const last = await show(looking('last', 30));
    expect(await last.run(found, null)).toEqual({ ...(fresh as object), shown: 'last', image: 30 });
    await last.close();
  });

  it('answer only for what they show now, and count only its addresses', async () => {
    const first = await show({ '/': page('<img src="http://elsewhere.test/a.png">') });
    await expect.poll(first.refused).toEqual(['http://elsewhere.test/a.png']);
    await first.close();
    const second = await show({ '/': page('<img src="http://elsewhere.test/b.png">') });
    await expect.poll(second.refused).toEqual(['http://elsewhere.test/b.png']);
    expect(first.refused()).toEqual(['http://elsewhere.test/a.png']);
    await second.close();
  });

  it('go when somebody has touched them, or they opened others', async () => {
    const opens = { '/': page('<script src="/o.js"></script>'), '/o.js': text('text/javascript', "window.open('/')") };
    const pressed = await show(looking('a', 1));
    const fresh = await pressed.run(found, null);
    await pressed.press('Tab');
    await pressed.close();
    const opening = await show(opens);
    await opening.close();
    const next = await show(looking('a', 1));
    expect(await next.run(found, null)).toEqual(fresh);
    await next.close();
  });

  it('are there once for each way to show a page', async () => {
    const isDark = () => [matchMedia('(prefers-color-scheme: dark)').matches, innerWidth];
    const viewport = { width: 400, height: 200, dpr: 1 };
    for (const scheme of ['light', 'dark', 'light', 'dark'] as const) {
      const tab = await show(looking('a', 1), { ...settings, scheme, ...(scheme === 'dark' && { viewport }) });
      expect(await tab.run(isDark, null)).toEqual(scheme === 'dark' ? [true, 400] : [false, 300]);
      await tab.close();
    }
  });
});
