import { RE2JS } from 're2js';
import { ArgumentProblem, quoted } from './define.ts';

const compiled = new Map<string, RE2JS | null>();
const compiledCount = 512;

/** Whether a text is a pattern in RE2 syntax, short enough to be used. */
export const isPattern = (text: string): boolean => compile(text) !== null;

/** Whether some part of the text matches. Linear in the length of the text, whatever the pattern. */
export function matchesPattern(text: string, pattern: string): boolean {
  const expression = compile(pattern);
  if (!expression) throw new ArgumentProblem('a pattern in RE2 syntax', quoted(pattern));
  return expression.matcher(text).find();
}

/** Work of a match: it is linear in the text and in the size of the compiled pattern. */
export const patternSteps = (text: string, pattern: string): number =>
  1 + ((text.length * (compile(pattern)?.programSize() ?? 0)) >> 6);

/** Repetitions multiply the size of a compiled pattern, so the source is short and the counts are bounded by RE2. */
const longestPattern = 256;

function compile(pattern: string): RE2JS | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const made = tryCompile(pattern);
  if (compiled.size >= compiledCount) compiled.delete(compiled.keys().next().value ?? '');
  compiled.set(pattern, made);
  return made;
}

function tryCompile(pattern: string): RE2JS | null {
  if (pattern.length > longestPattern) return null;
  try {
    return RE2JS.compile(pattern);
  } catch {
    // re2js tells syntax errors apart only by classes it throws; all of them mean "not a pattern".
    return null;
  }
}
