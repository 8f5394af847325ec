import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driversOf } from '../../browsers/drivers.ts';
import { findBrowser } from '../../browsers/find.ts';
import type { RunningBrowser } from '../../browsers/tab.ts';
import type { Shot, ShotSettings } from '../../types/shot.ts';
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

/**
 * One page in `every` by default, of every file of the zoo; `npm run zoo` takes all of them, which takes some minutes.
 * `together` are shot at the same time: most of a shot is waiting, but WebKit has one window, and
 * Firefox now and then refuses to open several tabs at once.
 */
const browsers = [
  { name: 'chromium', every: 4, together: 4 },
  { name: 'firefox', every: 15, together: 1 },
  { name: 'webkit', every: 15, together: 1 },
] as const;
const isWhole = process.env['STUDIO_ZOO'] === 'all';

describe.each(browsers)('the flake zoo in $name (T1, T2)', ({ name: browserName, every, together }) => {
  const pages = zoo.filter(({ except }, at) => (isWhole || at % every === 0) && !Object.hasOwn(except, browserName));
  const shots = new Map<string, Shot>();
  let browser: RunningBrowser;
  beforeAll(async () => {
    const [driver] = driversOf(await findBrowser(browserName));
    if (!driver) throw new Error(`There is no ${browserName} to test with.`);
    browser = await driver.launch(tabSettings(pages[0]!.page, settings));
    const queue = pages.values();
    const work = async () => {
      for (const { name, page, end } of queue) {
        const how = { ...settings, patience: end === 'still' ? patience.still : patience.moving };
        shots.set(name, await shoot(page, how, browser));
      }
    };
    await Promise.all(Array.from({ length: together }, work));
  }, 600_000);
  afterAll(() => browser?.close());

  it.each(pages.map(({ name, trap, end }) => [name, end, trap] as const))('%s ends as %s: %s', (name, end) => {
    const shot = shots.get(name)!;
    // What was seen, without its picture.
    const { kind, cause, message } = { cause: null, message: null, ...shot };
    const expected = end === 'still' ? { kind: end } : { kind: 'unstable', cause: { kind: end, node: 'trap' } };
    expect({ kind, cause, message }).toMatchObject(expected);
  });
});
