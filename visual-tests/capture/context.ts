import type { Browser, BrowserContext } from 'playwright-core';
import type { ShotSettings } from '../types.ts';

/** A fresh context that shows a page as the settings say: size, language, zone, scheme, no motion, nothing granted. */
export const openContext = (
  browser: Browser,
  { viewport, locale, scheme, timeZone }: ShotSettings,
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
export function settingsProblem({ viewport, locale }: ShotSettings): string | null {
  const { name, width, height } = viewport;
  if (width < 1 || height < 1) {
    return `No viewport is called "${name}". Add it to "viewports" in studio.json, or write a size such as 800x600.`;
  }
  try {
    Intl.getCanonicalLocales(locale);
    return null;
  } catch {
    return `"${locale}" is no locale. Write a language tag such as "en-US" or "de".`;
  }
}
