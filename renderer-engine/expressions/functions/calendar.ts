import { instantOf } from '../values.ts';
import { ArgumentProblem, quoted } from './define.ts';
import { offsetAt } from './zone.ts';

/** A calendar date and time of day, in whatever zone it was read. */
export interface Local {
  readonly year: number;
  /** 1 … 12. */
  readonly month: number;
  readonly day: number;
  /** Since midnight. */
  readonly milliseconds: number;
}

/** A text of the language that means a day or an instant. */
export type Moment =
  | { readonly kind: 'date'; readonly local: Local }
  | { readonly kind: 'datetime'; readonly instant: number };

const dayMilliseconds = 86_400_000;
const datePattern = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Reads an ISO day or an RFC 3339 instant. Throws `ArgumentProblem` for any other text. */
export function momentOf(text: string): Moment {
  const match = datePattern.exec(text);
  if (match) {
    const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
    const local = { year, month, day, milliseconds: 0 };
    if (formatDay(localOf(epochOf(local))) === text) return { kind: 'date', local };
  }
  const instant = instantOf(text);
  if (Number.isNaN(instant)) {
    throw new ArgumentProblem('a date like 2026-03-01 or a datetime like 2026-03-01T09:00:00Z', quoted(text));
  }
  return { kind: 'datetime', instant };
}

/** Day and time of a moment; instants are seen in the zone. */
export const localIn = (moment: Moment, timeZone: string): Local =>
  moment.kind === 'date' ? moment.local : localOf(moment.instant + offsetAt(moment.instant, timeZone));

/** Milliseconds from 1970 as if the local time were UTC. Months and days may run over. */
export function epochOf({ year, month, day, milliseconds }: Local): number {
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month - 1, day) + milliseconds;
}

export function localOf(epoch: number): Local {
  const date = new Date(epoch);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    milliseconds: epoch - Math.floor(epoch / dayMilliseconds) * dayMilliseconds,
  };
}

/** The instant at which clocks of the zone show this. In a gap of summer time the clock after it counts. */
export function instantIn(local: Local, timeZone: string): number {
  const wanted = epochOf(local);
  const guess = wanted - offsetAt(wanted, timeZone);
  const better = wanted - offsetAt(guess, timeZone);
  // Two guesses meet but around a change of the clocks; there the earlier offset decides, as calendars do.
  return better + offsetAt(better, timeZone) === wanted ? better : Math.max(guess, better);
}

/** Days since 1970. */
export const dayNumber = (local: Local): number => Math.floor(epochOf({ ...local, milliseconds: 0 }) / dayMilliseconds);

/** Monday is 1, Sunday is 7. */
export const weekdayOf = (local: Local): number => ((((dayNumber(local) + 3) % 7) + 7) % 7) + 1;

export const daysInMonth = (year: number, month: number): number =>
  localOf(epochOf({ year, month: month + 1, day: 0, milliseconds: 0 })).day;

/** `2026-03-01`; null outside the years 1 to 9999. */
export function formatDay({ year, month, day }: Local): string | null {
  if (!(year >= 1 && year <= 9999)) return null;
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** `2026-03-01T09:00:00Z`, milliseconds only where there are any; null outside the years 1 to 9999. */
export function formatInstant(instant: number): string | null {
  const year = new Date(instant).getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return null;
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
