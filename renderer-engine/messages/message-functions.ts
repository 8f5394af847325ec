import { DefaultFunctions, DraftFunctions, type MessageFunction, type MessageValue } from 'messageformat/functions';
import { momentText } from '../expressions/functions/moment-text.ts';
import { directionOf } from './locales.ts';
import { withKeptFormats } from './number-values.ts';

/** Names of all functions a message may use, and the kind of argument each takes. */
export const argumentKinds: Readonly<Record<string, 'text' | 'number' | 'moment'>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  offset: 'number',
  currency: 'number',
  percent: 'number',
  date: 'moment',
  time: 'moment',
  datetime: 'moment',
};

/**
 * The number functions of the library, made quick, and date functions of our own: those of the standard are still a draft,
 * and ours give the same text as `date(…)` in an expression. Their option is `style` (short, medium, long, full).
 */
export function messageFunctions(
  locale: string,
  timeZone: string,
): Record<string, MessageFunction<'moment' | 'number'>> {
  const moment =
    (shown: 'date' | 'time' | 'datetime'): MessageFunction<'moment'> =>
    (_, { style }, operand) => {
      // What went through a declaration is wrapped by the library; its value is the text the message was given.
      const text = String(Object(operand).valueOf());
      const written = momentText({ locale, timeZone }, shown, text, style === undefined ? undefined : String(style));
      return momentValue(locale, text, written);
    };
  return {
    number: withKeptFormats(DefaultFunctions.number),
    integer: withKeptFormats(DefaultFunctions.integer),
    offset: withKeptFormats(DefaultFunctions.offset),
    currency: withKeptFormats(DraftFunctions.currency),
    percent: withKeptFormats(DraftFunctions.percent),
    date: moment('date'),
    time: moment('time'),
    datetime: moment('datetime'),
  } as Record<string, MessageFunction<'moment' | 'number'>>;
}

const momentValue = (locale: string, text: string, written: string): MessageValue<'moment'> => ({
  type: 'moment',
  dir: directionOf(locale),
  toParts: () => [{ type: 'moment', value: written, locale }],
  toString: () => written,
  valueOf: () => text,
});
