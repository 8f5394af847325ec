import { findBrowsers } from '../browsers/find.ts';
import { launchBrowser } from '../browsers/launch.ts';
import type { Shot, ShotPage, ShotSettings } from '../types.ts';
import { shoot } from './shoot.ts';

/** Shoots pages one after the other in one browser, which is started for this and closed at the end. Never rejects. */
export async function shootPages(
  shots: readonly { readonly page: ShotPage; readonly settings: ShotSettings }[],
): Promise<readonly Shot[]> {
  const [found] = await findBrowsers();
  if (!found?.executable) {
    return shots.map(() => ({
      kind: 'error',
      code: 'browser/missing',
      message: found?.advice ?? 'No browser was found.',
    }));
  }
  const browser = await launchBrowser(found.executable).catch((problem: unknown) => String(problem));
  if (typeof browser === 'string') return shots.map(() => didNotStart(browser));
  try {
    const taken: Shot[] = [];
    for (const { page, settings } of shots) taken.push(await shoot(page, settings, browser));
    return taken;
  } finally {
    await browser.close().catch(() => {});
  }
}

/** One picture of one page. Never rejects. */
export async function shootPage(page: ShotPage, settings: ShotSettings): Promise<Shot> {
  const [shot] = await shootPages([{ page, settings }]);
  return shot!;
}

/** What to say when a browser that is there does not come up. */
export const didNotStart = (problem: string): Shot => ({
  kind: 'error',
  code: 'browser/crashed',
  message: `Chromium did not start: ${problem.split('\n')[0]}`,
});
