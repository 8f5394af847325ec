import { findBrowser } from '../browsers/find.ts';
import { type KeptBrowser, keepBrowser } from '../browsers/kept.ts';
import { chromiumDriver } from '../browsers/playwright/chromium.ts';
import type { ShotPage } from '../types/page.ts';
import type { Shot, ShotSettings } from '../types/shot.ts';
import { tabSettings } from './context.ts';
import { shoot } from './shoot.ts';

/** Shoots pages one after the other in one browser, which is started for this and closed at the end. Never rejects. */
export async function shootPages(
  shots: readonly { readonly page: ShotPage; readonly settings: ShotSettings }[],
): Promise<readonly Shot[]> {
  const found = await findBrowser('chromium');
  if (!found?.executable) {
    return shots.map(() => ({
      kind: 'error',
      code: 'browser/missing',
      message: found?.advice ?? 'No browser was found.',
    }));
  }
  const kept = keepBrowser(chromiumDriver(found.executable));
  try {
    const taken: Shot[] = [];
    for (const { page, settings } of shots) taken.push(await shootKept(page, settings, kept));
    return taken;
  } finally {
    await kept.close();
  }
}

/** One picture of one page. Never rejects. */
export async function shootPage(page: ShotPage, settings: ShotSettings): Promise<Shot> {
  const [shot] = await shootPages([{ page, settings }]);
  return shot!;
}

/**
 * One picture in a browser that is started first, where it has to be. One that went since the last picture costs
 * nothing but the time to start another, once. Never rejects.
 */
export async function shootKept(page: ShotPage, settings: ShotSettings, kept: KeptBrowser): Promise<Shot> {
  try {
    const hasDied = await kept.hasDied();
    const first = await shootOnce(page, settings, kept);
    const isGone = first.kind === 'error' && first.code === 'browser/gone';
    const shot = isGone ? await shootOnce(page, settings, kept) : first;
    return (isGone || hasDied) && shot.kind !== 'error' ? { ...shot, isRestarted: true } : shot;
  } catch (problem) {
    return {
      kind: 'error',
      code: 'browser/crashed',
      message: problem instanceof Error ? problem.message : String(problem),
    };
  }
}

async function shootOnce(page: ShotPage, settings: ShotSettings, kept: KeptBrowser): Promise<Shot> {
  const shot = await shoot(page, settings, await kept.get(tabSettings(page, settings)));
  // Whatever went wrong, the next page starts with a sound browser.
  if (shot.kind === 'error' && shot.code !== 'step/undone') await kept.drop();
  return shot;
}
