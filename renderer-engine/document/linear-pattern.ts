import { RE2JS } from 're2js';
import { boundedCache } from '../cache/bounded-cache.ts';

/**
 * Steps that all patterns of one validation may take; one is a character beside an instruction of the compiled pattern.
 * The slowest patterns take 20 ns for a step, so that no value holds up a page for a second.
 */
export const mostPatternSteps = 2 ** 25;

let left = mostPatternSteps;

/** Runs a validation; `isSpent` says afterwards whether its patterns were given up, so that what it found counts for nothing. */
export function withinPatternSteps<Found>(validate: () => Found): { readonly found: Found; readonly isSpent: boolean } {
  left = mostPatternSteps;
  return { found: validate(), isSpent: left < 0 };
}

/** What is refused of a value whose patterns were given up, in words behind its name. */
export const spentInWords = 'holds more text than its patterns can be compared with; bound it with "maxLength"';

export interface LinearPattern {
  test(text: string): boolean;
  toString(): string;
}

/** RE2 syntax, linear time. Throws on anything else, which the profile has told before. */
export function linearPattern(pattern: string): LinearPattern {
  const re = RE2JS.compile(pattern);
  const size = re.programSize();
  const known = boundedCache<boolean>(keptAnswers);
  const find = (text: string): boolean => {
    left -= text.length * size;
    return left >= 0 && re.matcher(text).find();
  };
  const test = (text: string): boolean => {
    if (text.length > keptLength) return find(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const fits = find(text);
    if (left >= 0) known.set(text, fits);
    return fits;
  };
  return { test, toString: () => `re2:${pattern}` };
}

/** Documents say the same short texts again and again, such as tokens; linear time is not short. */
const keptAnswers = 100;
const keptLength = 40;

/** Why a pattern is no RE2 syntax, or null. */
export function patternProblem(pattern: string): string | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'it cannot be read';
  }
}
