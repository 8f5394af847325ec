import type { TabSettings } from '../browsers/tab.ts';
import type { ShotPage } from '../types/page.ts';
import type { ShotSettings } from '../types/shot.ts';

/** How a tab shows a page: size, language, zone, scheme and medium as asked for; motion only where it is to be seen. */
export const tabSettings = (
  { timeZone }: ShotPage,
  { viewport, locale, scheme, medium = 'screen', at }: ShotSettings,
): TabSettings => ({
  viewport,
  locale,
  timeZone: timeZone ?? 'UTC',
  scheme,
  media: {
    print: medium === 'print',
    forcedColors: medium === 'forced-colors',
    reducedMotion: at === undefined || medium === 'reduced-motion',
  },
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
