import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../browsers/find.ts';
import { keepBrowser } from '../browsers/kept.ts';
import { launchBrowser } from '../browsers/launch.ts';
import { playwrightBrowser } from '../browsers/playwright/browser.ts';
import { chromiumDriver } from '../browsers/playwright/chromium.ts';
import type { RunningBrowser } from '../browsers/tab.ts';
import { sizeOfPng } from '../diff/png.ts';
import type { ShotPage } from '../types/page.ts';
import type { ShotSettings } from '../types/shot.ts';
import { shoot } from './shoot.ts';
import { shootKept } from './shoot-page.ts';

let browser: RunningBrowser;
beforeAll(async () => {
  const found = await findBrowser('chromium');
  browser = playwrightBrowser('chromium', await launchBrowser(found?.executable ?? ''));
});
afterAll(() => browser.close());

const settings: ShotSettings = {
  viewport: { name: 'small', width: 200, height: 100, dpr: 1 },
  locale: 'en-US',
  scheme: 'light',
  patience: 600,
};
const files = (entries: Record<string, { bytes: Uint8Array; type: string }>): ShotPage['asset'] => {
  return async (path) => entries[path] ?? null;
};
const text = (type: string, body: string) => ({ type, bytes: new TextEncoder().encode(body) });
const pageOf = (body: string, more: Partial<ShotPage> = {}): ShotPage => ({
  html: `<!doctype html><html><head><title>t</title></head><body>${body}</body></html>`,
  css: 'body { margin: 0 }',
  masks: [],
  asset: async () => null,
  ...more,
});

async function still(page: ShotPage, changes: Partial<ShotSettings> = {}): Promise<Uint8Array> {
  const shot = await shoot(page, { ...settings, ...changes }, browser);
  if (shot.kind !== 'still') throw new Error(`${shot.kind}: ${shot.message}`);
  return shot.png;
}

async function colorAt(png: Uint8Array, x: number, y: number): Promise<readonly number[]> {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + 3)];
}

/** Ends the browser the hard way, as a lack of memory would. */
async function crash(doomed: Awaited<ReturnType<typeof launchBrowser>>): Promise<void> {
  const session = await doomed.newBrowserCDPSession();
  await session.send('Browser.crash').catch(() => {});
}

describe('shoot (T2)', { timeout: 60_000 }, () => {
  it('takes the whole page at the width and density asked for', async () => {
    const page = pageOf('<div style="height:350px">tall</div>');
    expect(sizeOfPng(await still(page))).toEqual([200, 350]);
    expect(sizeOfPng(await still(page, { viewport: { name: 'x', width: 100, height: 50, dpr: 2 } }))).toEqual([
      200, 700,
    ]);
  });

  it('gives the same bytes for a page full of things that move', async () => {
    const gif =
      'R0lGODlhAQABAPAAAP8AAAAA/yH/C05FVFNDQVBFMi4wAwEAAAAh+QQACgAAACwAAAAAAQABAAACAkQBACH5BAAKAAAALAAAAAABAAEAAAICTAEAOw==';
    const page = pageOf(
      `<p id="out"></p><input autofocus value="x"><div class="spin"></div>
       <img width="40" height="40" src="data:image/gif;base64,${gif}">
       <svg width="20" height="20"><rect width="10" height="10"><animate attributeName="x" from="0" to="10" dur="1s" repeatCount="indefinite"/></rect></svg>
       <script src="/clock.js"></script>`,
      {
        css: '@keyframes spin { to { transform: rotate(360deg) } } .spin { width: 30px; height: 30px; background: linear-gradient(red, blue); animation: spin 1s infinite }',
        asset: files({
          '/clock.js': text(
            'text/javascript',
            `out.textContent = [Date.now(), new Date().getHours(), Date().slice(0, 15), Math.random(), crypto.getRandomValues(new Uint8Array(2)).join()].join(' ');
             document.querySelector('.spin').animate([{ opacity: 0 }, { opacity: 1 }], { duration: 900, iterations: Infinity });`,
          ),
        }),
      },
    );
    const [first, second] = [await still(page), await still(page)];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('shows scripts the fixed time, locale, zone and color scheme of the case', async () => {
    const script = `document.title = '';
      const parts = [new Date().toISOString(), Date.now() === +new Date(), new Date(0).getTime(), navigator.language,
        Intl.DateTimeFormat().resolvedOptions().timeZone, matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('(prefers-reduced-motion)').matches];
      document.body.style.background = parts.join() === '2030-05-06T07:08:09.000Z,true,0,de-DE,Asia/Tokyo,true,true' ? 'rgb(0, 128, 0)' : 'red';`;
    const page = pageOf('<script src="/check.js"></script>', {
      asset: files({ '/check.js': text('text/javascript', script) }),
      now: '2030-05-06T07:08:09Z',
      timeZone: 'Asia/Tokyo',
    });
    const png = await still(page, { locale: 'de-DE', scheme: 'dark' });
    expect(await colorAt(png, 100, 50)).toEqual([0, 128, 0]);
  });

  it('applies the sheet through the link of the page, or by itself where there is none', async () => {
    const css = 'html { background: rgb(1, 2, 3) }';
    const linked = '<!doctype html><head><link rel="stylesheet" href="/_ui/styles/abc.css"></head><p>a';
    expect(await colorAt(await still({ ...pageOf(''), css }), 150, 50)).toEqual([1, 2, 3]);
    expect(await colorAt(await still({ ...pageOf(''), html: linked, css }), 150, 50)).toEqual([1, 2, 3]);
  });

  it('refuses every address outside the page by name, and none of them is reached', async () => {
    let hits = 0;
    const canary = createServer((_, answer) => {
      hits++;
      answer.end();
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const address = `127.0.0.1:${(canary.address() as AddressInfo).port}`;
    const page = pageOf(
      `<img src="http://${address}/a.png"><iframe src="http://${address}/frame"></iframe><script src="/net.js"></script>`,
      {
        asset: files({
          '/net.js': text(
            'text/javascript',
            `fetch('https://example.com/x').catch(() => {}); new WebSocket('ws://${address}/ws')`,
          ),
        }),
      },
    );
    const shot = await shoot(page, settings, browser);
    canary.close();
    expect(hits).toBe(0);
    expect(shot).toMatchObject({
      kind: 'still',
      refused: [`http://${address}/a.png`, `http://${address}/frame`, 'https://example.com/x', `ws://${address}/ws`],
    });
  });

  it('waits for fonts and lazy pictures far below the fold', async () => {
    const blue = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#0000ff' } })
      .png()
      .toBuffer();
    const page = pageOf(
      '<div style="height:6000px"></div><img loading="lazy" src="/late.png" width="200" height="50" style="display:block">',
      {
        asset: async (path) => (path === '/late.png' ? { bytes: blue, type: 'image/png' } : null),
      },
    );
    expect(await colorAt(await still(page), 100, 6020)).toEqual([0, 0, 255]);
  });

  it('paints over masked nodes', async () => {
    const page = pageOf('<div data-ui-node="clock" style="width:50px;height:50px;background:red"></div>', {
      masks: [{ selector: '[data-ui-node="clock"]', mode: 'solid' }],
    });
    expect(await colorAt(await still(page), 25, 25)).toEqual([255, 0, 255]);
  });

  it('masks a box, hides a node, and leaves out words, also in an open dialog', async () => {
    const square = 'width:30px;height:30px;background:rgb(0,128,0);color:rgb(255,0,0);font:30px/30px sans-serif';
    const page = pageOf(
      `<div data-ui-node="gone" style="${square}"></div><div data-ui-node="words" style="${square}">███</div>
       <dialog id="ask" style="position:absolute;margin:0;padding:0;border:0;left:100px;top:0;${square}">x</dialog><script src="/open.js"></script>`,
      {
        masks: [
          { selector: '[data-ui-node="gone"]', mode: 'hide' },
          { selector: '[data-ui-node="words"]', mode: 'text' },
          { box: [100, 0, 15, 15], mode: 'solid' },
        ],
        asset: files({ '/open.js': text('text/javascript', 'ask.showModal()') }),
        css: 'body { margin: 0 } dialog::backdrop { display: none }',
      },
    );
    const png = await still(page);
    expect(await colorAt(png, 15, 15)).toEqual([255, 255, 255]);
    expect(await colorAt(png, 15, 45)).toEqual([0, 128, 0]);
    expect(await colorAt(png, 105, 5)).toEqual([255, 0, 255]);
    expect(await colorAt(png, 120, 20)).toEqual([0, 128, 0]);
  });

  it('shows print, forced colors and motion at a named time where a case asks for them', async () => {
    const css = `body { margin: 0 } div { width: 20px; height: 20px; background: rgb(0, 0, 255) }
      @keyframes go { to { margin-left: 100px } } div { animation: go 1s linear infinite }
      @media print { body { background: rgb(1, 2, 3); print-color-adjust: exact } }
      @media (forced-colors: active) { div { forced-color-adjust: none; background: rgb(4, 5, 6) } }
      @media (prefers-reduced-motion) { div { animation: none } }`;
    const page = { ...pageOf('<div data-ui-node="box"></div>'), css };
    expect(await colorAt(await still(page, { medium: 'print' }), 150, 80)).toEqual([1, 2, 3]);
    expect(await colorAt(await still(page, { medium: 'forced-colors' }), 10, 10)).toEqual([4, 5, 6]);
    for (const at of [0, 500]) {
      const shot = await shoot(page, { ...settings, at }, browser);
      expect(shot).toMatchObject({ kind: 'still', nodes: [{ node: 'box', box: [at / 10, 0, 20, 20] }] });
    }
  });

  it('hears what assistive technology hears', async () => {
    const shot = await shoot(pageOf('<h1>Orders</h1><button disabled>Save</button>'), settings, browser);
    expect(shot).toHaveProperty('aria', '- heading "Orders" [level=1]\n- button "Save" [disabled]');
  });

  it('calls a page that never stands still unstable and names what moves', async () => {
    const script = `let on = 0; const step = () => { ticker.style.background = (on = !on) ? 'red' : 'blue'; requestAnimationFrame(step) }; step()`;
    const page = pageOf(
      '<p style="margin:0;height:30px"></p><div id="ticker" style="height:20px"></div><script src="/tick.js"></script>',
      {
        asset: files({
          '/tick.js': text(
            'text/javascript',
            `let n = 0; ${script.replace("(on = !on) ? 'red' : 'blue'", "'rgb(' + (n++ % 256) + ',' + (n >> 8) + ',0)'")}`,
          ),
        }),
      },
    );
    const shot = await shoot(page, settings, browser);
    expect(shot.kind).toBe('unstable');
    expect(shot).toHaveProperty(
      'message',
      expect.stringMatching(/within 0\.6 s: <div> \(#ticker\) at 0, 30 keeps changing/),
    );
  });

  it('runs no script that stands in the markup, as on the server', async () => {
    const page = pageOf('<script>document.body.style.background = "red"</script><p onclick="">a</p>');
    expect(await colorAt(await still(page), 150, 80)).toEqual([255, 255, 255]);
  });

  it('answers a crash, an unknown viewport, a bad locale and a bad clock with a sentence', async () => {
    const found = await findBrowser('chromium');
    const doomed = await launchBrowser(found!.executable!);
    const page = pageOf('', {
      asset: async () => {
        await crash(doomed);
        return null;
      },
    });
    const crashed = await shoot(
      { ...page, html: '<img src="/x.png">' },
      settings,
      playwrightBrowser('chromium', doomed),
    );
    expect(crashed).toMatchObject({ kind: 'error', code: 'browser/crashed' });
    const unknown = { ...settings, viewport: { name: 'wall', width: 0, height: 0, dpr: 1 } };
    expect(await shoot(page, unknown, browser)).toHaveProperty(
      'message',
      expect.stringContaining('No viewport is called "wall"'),
    );
    expect(await shoot(page, { ...settings, locale: '??' }, browser)).toMatchObject({
      kind: 'error',
      code: 'shot/failed',
    });
    expect(await shoot({ ...page, now: 'soon' }, settings, browser)).toHaveProperty(
      'message',
      expect.stringContaining('"soon" is no time'),
    );
    expect(await shoot({ ...page, timeZone: 'Mars/Base' }, settings, browser)).toHaveProperty(
      'message',
      expect.stringContaining('"Mars/Base" is no time zone'),
    );
  });

  it('gives up on a page whose script never ends, and the next page is fine', async () => {
    const found = await findBrowser('chromium');
    const kept = keepBrowser(chromiumDriver(found!.executable!));
    const page = pageOf('<script src="/loop.js"></script>', {
      asset: files({
        '/loop.js': text('text/javascript', 'addEventListener("load", () => setTimeout(() => { for (;;) {} }))'),
      }),
    });
    const shot = await shootKept(page, { ...settings, timeout: 1500 }, kept);
    expect(shot).toMatchObject({ kind: 'error', message: expect.stringContaining('took too long') });
    expect(await shootKept(pageOf('next'), settings, kept)).toMatchObject({ kind: 'still' });
    await kept.close();
  });

  it('says which file could not be read, and takes broken addresses for missing ones', async () => {
    const broken = pageOf('<img src="/%E0%A4%A.png"><img src="/gone.png">');
    expect(await shoot(broken, settings, browser)).toMatchObject({ kind: 'still', refused: [] });
    const unreadable = pageOf('<img src="/x.png">', {
      asset: async () => {
        throw new Error('the disk is gone');
      },
    });
    expect(await shoot(unreadable, settings, browser)).toMatchObject({
      kind: 'error',
      message: 'The picture could not be taken: /x.png: the disk is gone',
    });
  });
});
