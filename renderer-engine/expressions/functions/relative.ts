import type { Env } from '../env.ts';
import { dayNumber, localIn, type Moment, momentOf } from './calendar.ts';
import { relativeFormatOf } from './intl.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
/** Largest first; months and years are those of a calendar without leap days. */
const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 365 * day],
  ['month', 30 * day],
  ['week', 7 * day],
  ['day', day],
  ['hour', hour],
  ['minute', minute],
];

/** How far a moment is from `env.now`. Days are compared as days: the whole of tomorrow is "tomorrow". */
export function relativeText(env: Env, moment: Moment): string {
  const now = momentOf(env.now);
  const today = dayNumber(localIn(now, env.timeZone));
  if (moment.kind === 'date') return inUnits(env, (dayNumber(moment.local) - today) * day, 'day');
  const instant = now.kind === 'datetime' ? now.instant : today * day * 1000;
  const seconds = Math.trunc((moment.instant - instant) / 1000);
  return inUnits(env, seconds, 'second');
}

function inUnits(env: Env, seconds: number, smallest: 'day' | 'second'): string {
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? [smallest, Number.POSITIVE_INFINITY];
  const amount = Math.trunc(seconds / length) + 0;
  // 25 hours ago can be two calendar days back, so of instants only "now" is said in words.
  const words = smallest === 'day' || amount === 0;
  return relativeFormatOf(env.locale, words ? 'auto' : 'always').format(amount, unit);
}
