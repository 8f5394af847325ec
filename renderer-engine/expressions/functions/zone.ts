import { dateFormatOf } from './intl.ts';

const fields: Intl.DateTimeFormatOptions = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  era: 'short',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
};

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. 0 for instants beyond any calendar. */
export function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC' || Number.isNaN(new Date(instant).getTime())) return 0;
  const parts: Record<string, number> = {};
  let before = false;
  for (const { type, value } of dateFormatOf('en', timeZone, fields).formatToParts(instant)) {
    if (type === 'era') before = value.startsWith('B');
    else parts[type] = Number(value);
  }
  const year = before ? 1 - (parts['year'] ?? 1) : (parts['year'] ?? 1970);
  const day = new Date(0).setUTCFullYear(year, (parts['month'] ?? 1) - 1, parts['day'] ?? 1);
  const seconds = (parts['hour'] ?? 0) * 3600 + (parts['minute'] ?? 0) * 60 + (parts['second'] ?? 0);
  return day + seconds * 1000 - Math.floor(instant / 1000) * 1000;
}
