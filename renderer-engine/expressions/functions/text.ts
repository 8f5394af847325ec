import { limitList, limitText, spend, textSteps, textTooLong } from '../budget.ts';
import type { Env, Value } from '../env.ts';
import { expressionLimits } from '../limits.ts';
import { booleanType, listOf, numberType, textType } from '../types.ts';
import { codePointLength, codePointSlice, codePoints } from './code-points.ts';
import { always, defineFunction } from './define.ts';
import { matchesPattern, patternSteps } from './pattern.ts';

const text = always(textType);
const boolean = always(booleanType);

/** Functions of text. Positions count code points; case is Unicode's default, the same in every locale. */
export const textFunctions = {
  upper: defineFunction({
    signature: 'upper(s)',
    summary: 'In capital letters.',
    takes: ['text'],
    gives: text,
    run: (env, s) => limitText(env, s.toUpperCase()),
  }),
  lower: defineFunction({
    signature: 'lower(s)',
    summary: 'In small letters.',
    takes: ['text'],
    gives: text,
    run: (env, s) => limitText(env, s.toLowerCase()),
  }),
  trim: defineFunction({
    signature: 'trim(s)',
    summary: 'Without white space at both ends.',
    takes: ['text'],
    gives: text,
    run: (_, s) => s.trim(),
  }),
  len: defineFunction({
    signature: 'len(s)',
    summary: 'Number of characters.',
    takes: ['text'],
    gives: always(numberType),
    run: (_, s) => codePointLength(s),
  }),
  substr: defineFunction({
    signature: 'substr(s, from, count?)',
    summary: 'Part of a text; positions start at 0, a negative one counts from the end.',
    takes: ['text', 'number', 'number?'],
    gives: text,
    run: (_, s, from, count) => {
      const length = codePointLength(s);
      const start = from < 0 ? Math.max(0, length + Math.trunc(from)) : Math.trunc(from);
      return codePointSlice(s, start, count === undefined ? undefined : start + Math.max(0, Math.trunc(count)));
    },
  }),
  replace: defineFunction({
    signature: 'replace(s, find, with)',
    summary: 'Every literal match replaced; an empty search text changes nothing.',
    takes: ['text', 'text', 'text'],
    gives: text,
    run: (env, s, find, by) => {
      if (find === '') return s;
      const pieces = s.split(find);
      // Known before it is made, so that no text beyond the limit ever exists.
      const length = s.length + (pieces.length - 1) * (by.length - find.length);
      spend(env, pieces.length);
      return length > expressionLimits.textLength ? textTooLong(env) : pieces.join(by);
    },
  }),
  split: defineFunction({
    signature: 'split(s, by)',
    summary: 'List of the parts between separators; by the empty text: the characters.',
    takes: ['text', 'text'],
    gives: always(listOf(textType)),
    run: (env, s, by) => {
      const parts = by === '' ? codePoints(s) : s.split(by);
      spend(env, parts.length);
      return limitList(env, parts);
    },
  }),
  contains: defineFunction({
    signature: 'contains(s, part)',
    summary: 'Whether a text holds another one.',
    takes: ['text', 'text'],
    gives: boolean,
    run: (_, s, part) => s.includes(part),
  }),
  startsWith: defineFunction({
    signature: 'startsWith(s, part)',
    summary: 'Whether a text starts with another one.',
    takes: ['text', 'text'],
    gives: boolean,
    run: (_, s, part) => s.startsWith(part),
  }),
  endsWith: defineFunction({
    signature: 'endsWith(s, part)',
    summary: 'Whether a text ends with another one.',
    takes: ['text', 'text'],
    gives: boolean,
    run: (_, s, part) => s.endsWith(part),
  }),
  padStart: defineFunction({
    signature: 'padStart(s, n, fill?)',
    summary: 'Filled up in front to n characters, with spaces if nothing else is said.',
    takes: ['text', 'number', 'text?'],
    gives: text,
    run: (env, s, n, fill = ' ') => pad(env, s, n, fill, (padding) => padding + s),
  }),
  padEnd: defineFunction({
    signature: 'padEnd(s, n, fill?)',
    summary: 'Filled up behind to n characters, with spaces if nothing else is said.',
    takes: ['text', 'number', 'text?'],
    gives: text,
    run: (env, s, n, fill = ' ') => pad(env, s, n, fill, (padding) => s + padding),
  }),
  truncate: defineFunction({
    signature: 'truncate(s, n)',
    summary: 'At most n characters; what is cut ends with "…".',
    takes: ['text', 'number'],
    gives: text,
    run: (_, s, n) => {
      const most = Math.max(0, Math.trunc(n));
      if (codePointLength(s) <= most) return s;
      return most === 0 ? '' : `${codePointSlice(s, 0, most - 1).trimEnd()}…`;
    },
  }),
  initials: defineFunction({
    signature: 'initials(s)',
    summary: 'First letters of the first and the last word, in capitals.',
    takes: ['text'],
    gives: text,
    run: (_, s) => {
      const words = s.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
      const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
      return ends.map((word) => codePointSlice(word ?? '', 0, 1).toUpperCase()).join('');
    },
  }),
  slug: defineFunction({
    signature: 'slug(s)',
    summary: 'For addresses: small letters a to z, digits and single hyphens.',
    takes: ['text'],
    gives: text,
    run: (env, s) => {
      const plain = s
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replaceAll('ß', 'ss');
      return limitText(
        env,
        plain
          .split(/[^a-z0-9]+/)
          .filter((part) => part !== '')
          .join('-'),
      );
    },
  }),
  matches: defineFunction({
    signature: "matches(s, 'literal')",
    summary: 'Whether some part of a text matches a pattern in RE2 syntax; use ^ and $ for the whole.',
    takes: ['text', 'pattern'],
    gives: boolean,
    run: (env, s, pattern) => {
      spend(env, patternSteps(s, pattern));
      return matchesPattern(s, pattern);
    },
  }),
};

function pad(env: Env, s: string, n: number, fill: string, join: (padding: string) => string): Value {
  const missing = Math.trunc(n) - codePointLength(s);
  if (missing <= 0 || fill === '') return s;
  if (missing > expressionLimits.textLength) return textTooLong(env);
  spend(env, textSteps(missing));
  const repeated = fill.repeat(Math.ceil(missing / codePointLength(fill)));
  return limitText(env, join(codePointSlice(repeated, 0, missing)));
}
