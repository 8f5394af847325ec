import type { Json } from '../document/types.ts';
import { clockTimeOf, instantOfClock } from '../expressions/index.ts';

/** What `<input type="datetime-local">` holds: a day and a time of day without a zone; seconds are optional. */
const localPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?$/;

/**
 * An instant (RFC 3339) as the clocks of a zone show it, for a control of a browser. What is no instant stays as it is:
 * it is what somebody typed, and they want to see it again.
 */
export function localTimeOf(value: Json, timeZone: string): Json {
  if (typeof value !== 'string') return null;
  return clockTimeOf(value, timeZone) ?? value;
}

/** The way back: `2026-03-01T09:30` → an instant; null for any other text. */
export const instantOfLocalTime = (text: string, timeZone: string): string | null =>
  localPattern.test(text) ? instantOfClock(text, timeZone) : null;
