import type { Browser, BrowserContext } from 'playwright-core';
import type { ShotPage, ShotSettings } from '../types.ts';

/** A fresh context that shows a page as the settings say: size, language, zone, scheme, no motion, nothing granted. */
export const openContext = (
  browser: Browser,
  { timeZone }: ShotPage,
  { viewport, locale, scheme }: ShotSettings,
): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width: viewport.width, height: viewport.height },
    deviceScaleFactor: viewport.dpr,
    locale,
    timezoneId: timeZone ?? 'UTC',
    colorScheme: scheme,
    reducedMotion: 'reduce',
    forcedColors: 'none',
    contrast: 'no-preference',
    serviceWorkers: 'block',
    permissions: [],
    acceptDownloads: false,
  });

/** Why a page cannot be shown like that, as a sentence; null when it can. */
export function settingsProblem({ now, timeZone }: ShotPage, { viewport, locale }: ShotSettings): string | null {
  const { name, width, height } = viewport;
  if (width < 1 || height < 1) {
    return `No viewport is called "${name}". Add it to "viewports" in studio.json, or write a size such as 800x600.`;
  }
  if (now !== undefined && Number.isNaN(Date.parse(now))) {
    return `"${now}" is no time. Write the fixture's "ctx.now" as in 2026-01-01T00:00:00Z.`;
  }
  if (!isSound(() => Intl.getCanonicalLocales(locale))) {
    return `"${locale}" is no locale. Write a language tag such as "en-US" or "de".`;
  }
  if (!isSound(() => new Intl.DateTimeFormat('en', { timeZone }))) {
    return `"${timeZone}" is no time zone. Write one such as "Europe/Berlin" or "UTC".`;
  }
  return null;
}

/** Whether `Intl` takes it; it throws at what it does not know. */
function isSound(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
