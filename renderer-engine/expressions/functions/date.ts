import { spend } from '../budget.ts';
import type { Env, Value } from '../env.ts';
import type { Type } from '../type.ts';
import { dateType, datetimeType, mapOf, nullable, numberType } from '../types.ts';
import {
  dayNumber,
  daysInMonth,
  formatDay,
  formatInstant,
  instantIn,
  type Local,
  localIn,
  type Moment,
  momentOf,
  weekdayOf,
} from './calendar.ts';
import { ArgumentProblem, always, defineFunction, quoted } from './define.ts';

/** A day, an instant, or text that is one of them at run time. */
export const momentType: Type = { date: true, datetime: true, text: true };
const accepts = { 0: momentType };
/** A date stays a date and a datetime a datetime; what is only known as text may be either. */
const sameMoment = ([moment]: readonly Type[]): Type => {
  const { date, datetime, text } = moment ?? {};
  return nullable(
    date && !datetime && !text ? dateType : datetime && !date && !text ? datetimeType : { date: true, datetime: true },
  );
};
const units = { text: ['day', 'week', 'month', 'year'] } as const;

/** Calendar functions. Days are counted on the calendar of `ctx.timeZone`; an instant keeps its time of day there. */
export const dateFunctions = {
  toDate: defineFunction({
    signature: 'toDate(x)',
    summary: 'The calendar day of a datetime in the time zone.',
    takes: ['text'],
    accepts,
    environment: true,
    gives: always(nullable(dateType)),
    run: (env, x) => formatDay(localIn(read(env, x), env.timeZone)),
  }),
  toDatetime: defineFunction({
    signature: 'toDatetime(x)',
    summary: 'The instant at which a day starts in the time zone.',
    takes: ['text'],
    accepts,
    environment: true,
    gives: always(nullable(datetimeType)),
    run: (env, x) => formatInstant(instantOfMoment(read(env, x), env.timeZone)),
  }),
  addDays: defineFunction({
    signature: 'addDays(d, n)',
    summary: 'So many days later, or earlier if negative.',
    takes: ['text', 'number'],
    accepts,
    environment: true,
    gives: sameMoment,
    run: (env, d, n) => shift(env, d, (local) => ({ ...local, day: local.day + Math.trunc(n) })),
  }),
  addMonths: defineFunction({
    signature: 'addMonths(d, n)',
    summary: 'So many months later; the 31st becomes the last day of a shorter month.',
    takes: ['text', 'number'],
    accepts,
    environment: true,
    gives: sameMoment,
    run: (env, d, n) => shift(env, d, (local) => addMonths(local, Math.trunc(n))),
  }),
  diffDays: defineFunction({
    signature: 'diffDays(a, b)',
    summary: 'Calendar days from a to b; negative when b is earlier.',
    takes: ['text', 'text'],
    accepts: { 0: momentType, 1: momentType },
    environment: true,
    gives: always(numberType),
    run: (env, a, b) => {
      const [from, to] = [read(env, a), read(env, b)];
      if (from.kind !== to.kind) {
        throw new ArgumentProblem('two dates or two datetimes', 'one of each');
      }
      return dayNumber(localIn(to, env.timeZone)) - dayNumber(localIn(from, env.timeZone));
    },
  }),
  startOf: defineFunction({
    signature: 'startOf(d, unit)',
    summary: "The start of its 'day', 'week' (from Monday), 'month' or 'year'.",
    takes: ['text', 'text'],
    accepts: { 0: momentType, 1: units },
    environment: true,
    gives: sameMoment,
    run: (env, d, unit) => shift(env, d, (local) => startOf(local, unit)),
  }),
  endOf: defineFunction({
    signature: 'endOf(d, unit)',
    summary: "The last day of its 'week', 'month' or 'year'; of a datetime, the last millisecond.",
    takes: ['text', 'text'],
    accepts: { 0: momentType, 1: units },
    environment: true,
    gives: sameMoment,
    run: (env, d, unit) => {
      const moment = read(env, d);
      const next = nextStart(localIn(moment, env.timeZone), unit);
      return moment.kind === 'date'
        ? dayText({ ...next, day: next.day - 1 })
        : formatInstant(instantIn(next, env.timeZone) - 1);
    },
  }),
  parts: defineFunction({
    signature: 'parts(d)',
    summary: 'Map of year, month, day, weekday (Monday is 1), hour, minute and second.',
    takes: ['text'],
    accepts,
    environment: true,
    gives: always(
      mapOf({
        year: numberType,
        month: numberType,
        day: numberType,
        weekday: numberType,
        hour: numberType,
        minute: numberType,
        second: numberType,
      }),
    ),
    run: (env, d) => {
      const local = localIn(read(env, d), env.timeZone);
      const seconds = Math.floor(local.milliseconds / 1000);
      return {
        year: local.year,
        month: local.month,
        day: local.day,
        weekday: weekdayOf(local),
        hour: Math.floor(seconds / 3600),
        minute: Math.floor(seconds / 60) % 60,
        second: seconds % 60,
      };
    },
  }),
};

/** A calendar computation costs about as much as these steps' worth of operators. */
function read(env: Env, text: string): Moment {
  spend(env, 8);
  return momentOf(text);
}

const instantOfMoment = (moment: Moment, timeZone: string): number =>
  moment.kind === 'date' ? instantIn(moment.local, timeZone) : moment.instant;

function shift(env: Env, text: string, change: (local: Local) => Local): Value {
  const moment = read(env, text);
  const changed = change(localIn(moment, env.timeZone));
  return moment.kind === 'date' ? dayText(changed) : formatInstant(instantIn(changed, env.timeZone));
}

/** Days may have run over the end of the month. */
function dayText(local: Local): string | null {
  const day = dayNumber(local) * 86_400_000;
  return Number.isFinite(day) ? formatDay(localIn({ kind: 'datetime', instant: day }, 'UTC')) : null;
}

function addMonths(local: Local, months: number): Local {
  const count = local.year * 12 + local.month - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return { ...local, year, month, day: Math.min(local.day, daysInMonth(year, month)) };
}

function startOf(local: Local, unit: string): Local {
  const day = { ...local, milliseconds: 0 };
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return { ...day, day: day.day - weekdayOf(day) + 1 };
    case 'month':
      return { ...day, day: 1 };
    case 'year':
      return { ...day, month: 1, day: 1 };
    default:
      throw new ArgumentProblem("'day', 'week', 'month' or 'year'", quoted(unit));
  }
}

function nextStart(local: Local, unit: string): Local {
  const start = startOf(local, unit);
  if (unit === 'day') return { ...start, day: start.day + 1 };
  if (unit === 'week') return { ...start, day: start.day + 7 };
  return unit === 'month' ? { ...start, month: start.month + 1 } : { ...start, year: start.year + 1 };
}
