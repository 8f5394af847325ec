import { epochOf, localIn, momentOf } from './calendar.ts';
import { ArgumentProblem, quoted } from './define.ts';
import { dateFormatOf } from './intl.ts';

export const momentStyles = ['short', 'medium', 'long', 'full'] as const;

/** Whose words and clocks a text uses. */
export interface Place {
  readonly locale: string;
  readonly timeZone: string;
}

/**
 * Day, time of day or both, as the language writes it; `style` is `medium` by default. Throws `ArgumentProblem` when
 * the text means no moment, or asks for the time of a day.
 */
export function momentText(place: Place, shown: 'date' | 'time' | 'datetime', text: string, style?: string): string {
  const moment = momentOf(text);
  const chosen = styleOf(style);
  if (shown === 'date') {
    const day = epochOf({ ...localIn(moment, place.timeZone), milliseconds: 0 });
    return dateFormatOf(place.locale, 'UTC', { dateStyle: chosen }).format(day);
  }
  if (moment.kind === 'date') throw new ArgumentProblem('a datetime', 'a date');
  const options = shown === 'time' ? { timeStyle: chosen } : { dateStyle: chosen, timeStyle: chosen };
  return dateFormatOf(place.locale, place.timeZone, options).format(moment.instant);
}

function styleOf(style = 'medium'): (typeof momentStyles)[number] {
  const known = momentStyles.find((one) => one === style);
  if (!known) throw new ArgumentProblem("'short', 'medium', 'long' or 'full'", quoted(style));
  return known;
}
