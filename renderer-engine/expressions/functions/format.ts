import { spend } from '../budget.ts';
import type { Env, Value } from '../env.ts';
import { textType } from '../types.ts';
import { kindOf, textOf } from '../values.ts';
import { momentOf } from './calendar.ts';
import { momentType } from './date.ts';
import { ArgumentProblem, always, defineFunction, quoted } from './define.ts';
import { listFormatOf, numberFormatOf } from './intl.ts';
import { momentStyles, momentText } from './moment-text.ts';
import { relativeText } from './relative.ts';

const text = always(textType);
const dateAccepts = { 0: momentType, 1: { text: momentStyles } };
const timeAccepts = { 0: { datetime: true, text: true }, 1: { text: momentStyles } } as const;

/** Functions that make text for people, in the language and time zone of the render. */
export const formatFunctions = {
  number: defineFunction({
    signature: 'number(n, digits?)',
    summary: 'A number, with exactly that many decimals if given.',
    takes: ['number', 'number?'],
    environment: true,
    gives: text,
    run: (env, n, digits) => formatted(env, n, fraction(digits)),
  }),
  currency: defineFunction({
    signature: 'currency(n, code)',
    summary: "An amount of money; the code is like 'EUR'.",
    takes: ['number', 'text'],
    environment: true,
    gives: text,
    run: (env, n, code) => {
      if (!/^[A-Za-z]{3}$/.test(code)) {
        throw new ArgumentProblem('a currency of three letters like EUR', quoted(code));
      }
      return formatted(env, n, { style: 'currency', currency: code.toUpperCase() });
    },
  }),
  percent: defineFunction({
    signature: 'percent(n, digits?)',
    summary: '0.25 is 25 %.',
    takes: ['number', 'number?'],
    environment: true,
    gives: text,
    run: (env, n, digits) => formatted(env, n, { style: 'percent', ...fraction(digits) }),
  }),
  bytes: defineFunction({
    signature: 'bytes(n)',
    summary: 'An amount of data in the fitting unit, with one decimal at most.',
    takes: ['number'],
    environment: true,
    gives: text,
    run: (env, n) => {
      const power = Math.min(dataUnits.length - 1, Math.max(0, Math.floor(Math.log10(Math.abs(n) || 1) / 3)));
      const unit = dataUnits[power] ?? 'byte';
      return formatted(env, n / 1000 ** power, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
    },
  }),
  list: defineFunction({
    signature: 'list(xs)',
    summary: 'Texts and numbers as in a sentence: a, b, and c.',
    takes: ['list'],
    accepts: { 0: { list: { text: true, number: true, date: true, datetime: true, null: true }, null: true } },
    environment: true,
    gives: text,
    run: (env, xs) => {
      spend(env, xs.length * 2);
      return listFormatOf(env.locale).format(xs.map(itemText));
    },
  }),
  date: defineFunction({
    signature: 'date(d, style?)',
    summary: "The day; style is 'short', 'medium', 'long' or 'full'.",
    takes: ['text', 'text?'],
    accepts: dateAccepts,
    environment: true,
    gives: text,
    run: (env, d, style) => shown(env, 'date', d, style),
  }),
  time: defineFunction({
    signature: 'time(d, style?)',
    summary: "The time of day of a datetime; style is 'short', 'medium', 'long' or 'full'.",
    takes: ['text', 'text?'],
    accepts: timeAccepts,
    environment: true,
    gives: text,
    run: (env, d, style) => shown(env, 'time', d, style),
  }),
  datetime: defineFunction({
    signature: 'datetime(d, style?)',
    summary: "Day and time of a datetime; style is 'short', 'medium', 'long' or 'full'.",
    takes: ['text', 'text?'],
    accepts: timeAccepts,
    environment: true,
    gives: text,
    run: (env, d, style) => shown(env, 'datetime', d, style),
  }),
  relative: defineFunction({
    signature: 'relative(d)',
    summary: 'How long from now, in the largest whole unit: 3 days ago.',
    takes: ['text'],
    accepts: { 0: momentType },
    environment: true,
    gives: text,
    run: (env, d) => {
      spend(env, 8);
      return relativeText(env, momentOf(d));
    },
  }),
};

const dataUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'];

function formatted(env: Env, n: number, options: Intl.NumberFormatOptions): string {
  spend(env, 8);
  // Adding 0 and hiding the sign of what rounds to zero: "-0" helps nobody.
  return numberFormatOf(env.locale, { signDisplay: 'negative', ...options }).format(n + 0);
}

function fraction(digits: number | undefined): Intl.NumberFormatOptions {
  if (digits === undefined) return {};
  const places = Math.min(20, Math.max(0, Math.trunc(digits)));
  return { minimumFractionDigits: places, maximumFractionDigits: places };
}

function itemText(item: Value): string {
  const written = textOf(item);
  if (written === undefined) throw new ArgumentProblem('texts and numbers', kindOf(item));
  return written;
}

function shown(env: Env, what: 'date' | 'time' | 'datetime', text: string, style: string | undefined): string {
  spend(env, 8);
  return momentText(env, what, text, style);
}
