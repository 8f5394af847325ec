import { epochOf, formatDay, formatInstant, localIn, momentOf } from './functions/calendar.ts';
import { ArgumentProblem } from './functions/define.ts';
import { offsetAt } from './functions/zone.ts';

const day = 86_400_000;

/** `2026-03-01T08:30:00Z` → `2026-03-01T09:30` in Berlin, seconds only where there are any; null for what is no instant. */
export function clockTimeOf(instant: string, timeZone: string): string | null {
  const moment = attempt(() => momentOf(instant));
  if (moment?.kind !== 'datetime') return null;
  const local = localIn(moment, timeZone);
  const date = formatDay(local);
  const time = new Date(local.milliseconds).toISOString().slice(11, 23);
  return date && `${date}T${time.replace(/(?::00)?\.000$/, '')}`;
}

/**
 * The instant at which clocks of the zone show a local time (language.md 4.2). Where clocks go forward and never show
 * it, the later one: as if they had not changed. Where they go back and show it twice, the earlier one.
 */
export function instantOfClock(local: string, timeZone: string): string | null {
  const [date = '', time = ''] = local.split('T');
  const moment = attempt(() => momentOf(date));
  const ofDay = Date.parse(`1970-01-01T${time}${time.length === 5 ? ':00' : ''}Z`);
  if (moment?.kind !== 'date' || Number.isNaN(ofDay)) return null;
  const wanted = epochOf({ ...moment.local, milliseconds: ofDay });
  // Clocks change by less than a day, and never twice in two.
  const [before, after] = [offsetAt(wanted - day, timeZone), offsetAt(wanted + day, timeZone)];
  const shown = [wanted - before, wanted - after]
    .sort((a, b) => a - b)
    .find((instant) => instant + offsetAt(instant, timeZone) === wanted);
  return formatInstant(shown ?? wanted - before);
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof ArgumentProblem) return null;
    throw error;
  }
}
