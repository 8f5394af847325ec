import type { JsonObject } from '../../document/types.ts';
import type { RenderContext } from '../../engine.ts';
import { directionOf } from '../../messages/index.ts';

/** `ctx` of a render, with what the host left out (language.md 7). */
export interface FullContext {
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly timeZone: string;
  readonly now: string;
  readonly ctx: JsonObject;
}

export const defaultContext = {
  timeZone: 'UTC',
  now: '2026-01-01T00:00:00Z',
  tenant: { id: 'test', name: 'Test', features: [] },
  user: null,
  device: { class: 'desktop' },
  flags: {},
} as const;

export function contextOf(context: RenderContext | null | undefined, defaultLocale: string, path: string): FullContext {
  const given = context ?? {};
  const locale = validLocale(given.locale) ?? defaultLocale;
  const timeZone = validTimeZone(given.timeZone) ?? defaultContext.timeZone;
  const now = Number.isNaN(Date.parse(given.now ?? '')) ? defaultContext.now : given.now!;
  const dir = dirOf(locale);
  const { tenant, user, device, flags } = { ...defaultContext, ...given };
  const ctx = {
    locale,
    dir,
    timeZone,
    now,
    today: dayIn(timeZone, now),
    tenant: tenant as unknown as JsonObject,
    user: user as unknown as JsonObject | null,
    device: device as unknown as JsonObject,
    route: { path },
    flags: flags as JsonObject,
  };
  return { locale, dir, timeZone, now, ctx };
}

/** Renders ask for the same few locales and days again and again. */
const dirs = new Map<string, 'ltr' | 'rtl'>();

function dirOf(locale: string): 'ltr' | 'rtl' {
  const known = dirs.get(locale);
  if (known) return known;
  const dir = directionOf(locale);
  if (dirs.size < 1_000) dirs.set(locale, dir);
  return dir;
}

function validLocale(locale: string | undefined): string | null {
  try {
    return locale === undefined ? null : (Intl.getCanonicalLocales(locale)[0] ?? null);
  } catch {
    return null;
  }
}

function validTimeZone(timeZone: string | undefined): string | null {
  if (timeZone === undefined) return null;
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const zone = zoneNamed(timeZone);
  // Only real zones are kept; "utc", "Utc" and so on are too many to keep them all.
  if (zone !== null && zones.size < 1000) zones.set(timeZone, zone);
  return zone;
}

/** Asking `Intl` costs more than a small page. */
const zones = new Map<string, string>();

function zoneNamed(timeZone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a time zone; hosts truncate `now` to the minute, so the last answer often fits. */
function dayIn(timeZone: string, now: string): string {
  if (lastDay.timeZone !== timeZone || lastDay.now !== now) lastDay = { timeZone, now, day: computeDay(timeZone, now) };
  return lastDay.day;
}

let lastDay = { timeZone: '', now: '', day: '' };

function computeDay(timeZone: string, now: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(new Date(now)).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}
