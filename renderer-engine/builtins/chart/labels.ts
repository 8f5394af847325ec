import { findFunction } from '../../expressions/functions/catalog.ts';
import { dateFormatOf, numberFormatOf } from '../../expressions/functions/intl.ts';
import type { Env } from '../../expressions/index.ts';
import { parseFormat } from '../../expressions/index.ts';
import type { ChartModel, Place } from './model.ts';

/** A value as the data table and tooltips show it. */
export function valueText(value: number | null, format: string | null, env: Env): string {
  if (value === null) return '';
  const parsed = format === null ? null : parseFormat(format);
  const definition = parsed ? findFunction(parsed.name) : undefined;
  if (!parsed || !definition) return numberFormatOf(env.locale, {}).format(value + 0);
  const run = definition.run as (env: Env, ...args: readonly (number | string)[]) => unknown;
  // The chart counts its own steps; a format that cannot show a number leaves it plain.
  const free = { ...env, steps: 0, stepLimit: Number.POSITIVE_INFINITY };
  try {
    return String(run(free, value, ...(parsed.argument === null ? [] : [parsed.argument])));
  } catch {
    return numberFormatOf(env.locale, {}).format(value + 0);
  }
}

/** Values on an axis: short, because they stand in a narrow column. */
export function tickTexts(ticks: readonly number[], format: string | null, env: Env): readonly string[] {
  const parsed = format === null ? null : parseFormat(format);
  const name = parsed?.name ?? 'number';
  if (name !== 'number' && name !== 'currency') return ticks.map((tick) => valueText(tick, format, env));
  const largest = Math.max(...ticks.map(Math.abs), 0);
  const step = ticks.length > 1 ? Math.abs(ticks[1]! - ticks[0]!) : 1;
  const digits = Math.min(6, Math.max(0, -Math.floor(Math.log10(step || 1) + 1e-9)));
  const money = name === 'currency' && typeof parsed?.argument === 'string' ? parsed.argument : null;
  const options: Intl.NumberFormatOptions = {
    ...(money !== null && /^[A-Za-z]{3}$/.test(money) ? { style: 'currency', currency: money.toUpperCase() } : {}),
    ...(largest >= 10_000
      ? { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 2 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  };
  return ticks.map((tick) => numberFormatOf(env.locale, options).format(tick + 0));
}

/** What stands below each place: dates as short as their range allows, everything else as it is. */
export function placeTexts({ places, spread }: Pick<ChartModel, 'places' | 'spread'>, env: Env): readonly string[] {
  if (spread === 'number') return places.map(({ at }) => numberFormatOf(env.locale, {}).format(at + 0));
  const dates = places.length > 0 && places.every(({ raw }) => isIsoDate(raw));
  return dates ? dateTexts(places, env) : places.map(({ raw }) => String(raw));
}

const isIsoDate = (raw: string | number): boolean =>
  typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(raw) && !Number.isNaN(Date.parse(raw));

const day = 24 * 60 * 60 * 1000;

function dateTexts(places: readonly Place[], env: Env): readonly string[] {
  const times = places.map(({ raw }) => Date.parse(String(raw)));
  const range = Math.max(...times) - Math.min(...times);
  const withTime = places.some(({ raw }) => String(raw).includes('T'));
  const options: Intl.DateTimeFormatOptions =
    withTime && range < 2 * day
      ? { hour: '2-digit', minute: '2-digit' }
      : range < 330 * day
        ? { month: 'short', day: 'numeric' }
        : range < 6 * 365 * day
          ? { month: 'short', year: 'numeric' }
          : { year: 'numeric' };
  // A calendar day has no zone; an instant is shown in the one of the page.
  const format = dateFormatOf(env.locale, withTime ? env.timeZone : 'UTC', options);
  return times.map((time) => format.format(time));
}

/** Cut so that labels do not run into each other; the data table has all of it. */
export const shortened = (text: string, most = 18): string => {
  const points = [...text];
  return points.length <= most
    ? text
    : `${points
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
};
