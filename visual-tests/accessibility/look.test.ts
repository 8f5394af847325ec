import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowsers } from '../browsers/find.ts';
import { launchBrowser } from '../browsers/launch.ts';
import { playwrightBrowser } from '../browsers/playwright/browser.ts';
import type { RunningBrowser } from '../browsers/tab.ts';
import { shoot } from '../capture/shoot.ts';
import type { ShotPage } from '../types/page.ts';
import type { Looked, ShotSettings } from '../types/shot.ts';

let browser: RunningBrowser;
beforeAll(async () => {
  const [found] = await findBrowsers();
  browser = playwrightBrowser('chromium', await launchBrowser(found?.executable ?? ''));
});
afterAll(() => browser.close());

const settings: ShotSettings = {
  viewport: { name: 'small', width: 300, height: 200, dpr: 1 },
  locale: 'en-US',
  scheme: 'light',
};
const body = `<main data-ui-node="page"><h1>Orders</h1>
  <ul data-ui-node="list"><li data-ui-node="row"><input></li><li data-ui-node="row"><input></li></ul>
  <p data-ui-node="pale" style="color:#ddd;background:#fff">Hardly to be read</p><img src="data:," data-ui-node="logo"></main>`;

async function look(known: Looked | null, standard: string | null = 'wcag21aa'): Promise<Looked | null> {
  const page: ShotPage = {
    html: `<!doctype html><html lang="en"><head><title>t</title></head><body>${body}</body></html>`,
    css: '',
    masks: [],
    asset: async () => null,
    accessibility: { standard, known },
  };
  const shot = await shoot(page, settings, browser);
  if (shot.kind !== 'still') throw new Error(shot.kind === 'error' ? shot.message : 'unstable');
  return shot.findings;
}

describe('axe looks at a page (T7)', { timeout: 60_000 }, () => {
  it('finds what is wrong and at which node, and says so', async () => {
    const looked = await look(null);
    expect(looked?.findings.map(({ rule, node }) => [rule, node])).toEqual([
      ['color-contrast', 'pale'],
      ['image-alt', 'logo'],
      ['label', 'row'],
      ['label', 'row#2'],
    ]);
    expect(looked?.findings[1]).toMatchObject({ impact: 'critical', message: expect.stringMatching(/alt.*\.$/i) });
    expect(looked).toEqual(await look(null));
  });

  it('does not look again at a page that is known, and does at another', async () => {
    const known = { ...(await look(null))!, findings: [] };
    expect(await look(known)).toBe(known);
    expect((await look(known, 'wcag2a'))?.findings.map(({ rule }) => rule)).toEqual(['image-alt', 'label', 'label']);
  });
});
