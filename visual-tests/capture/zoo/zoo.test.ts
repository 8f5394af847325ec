import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../browsers/find.ts';
import { chromiumDriver } from '../../browsers/playwright/chromium.ts';
import type { RunningBrowser } from '../../browsers/tab.ts';
import type { Shot, ShotSettings } from '../../types.ts';
import { tabSettings } from '../context.ts';
import { shoot } from '../shoot.ts';
import { zoo } from './index.ts';

const settings: ShotSettings = {
  viewport: { name: 'small', width: 300, height: 200, dpr: 1 },
  locale: 'en-US',
  scheme: 'light',
};
/** Milliseconds: what stands still does so sooner, however busy the machine; what does not is not waited for long. */
const patience = { still: 30_000, moving: 700 };
/** Shot at the same time: most of a shot is waiting. */
const together = 4;

/** One page in four by default, of every file of the zoo; `npm run zoo` takes all of them, which takes a minute. */
const pages = process.env['STUDIO_ZOO'] === 'all' ? zoo : zoo.filter((_, at) => at % 4 === 0);

const shots = new Map<string, Shot>();
let browser: RunningBrowser;
beforeAll(async () => {
  const found = await findBrowser('chromium');
  browser = await chromiumDriver(found!.executable!).launch(tabSettings(pages[0]!.page, settings));
  const queue = pages.values();
  const work = async () => {
    for (const { name, page, end } of queue) {
      shots.set(
        name,
        await shoot(page, { ...settings, patience: end === 'still' ? patience.still : patience.moving }, browser),
      );
    }
  };
  await Promise.all(Array.from({ length: together }, work));
}, 300_000);
afterAll(() => browser.close());

describe('the flake zoo (T2)', () => {
  it.each(pages.map(({ name, trap, end }) => [name, end, trap] as const))('%s ends as %s: %s', (name, end) => {
    const shot = shots.get(name);
    if (end === 'still') {
      expect(shot?.kind === 'still' ? 'still' : shot).toBe('still');
      return;
    }
    expect(shot).toMatchObject({ kind: 'unstable', cause: { kind: end, node: 'trap' } });
  });
});
