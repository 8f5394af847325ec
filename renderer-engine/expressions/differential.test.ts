import { describe, expect, it } from 'vitest';
import type { Json } from '../document/types.ts';
import { linkCode } from './link.ts';
import { lowerTemplate } from './lower.ts';
import { naiveExpression, randomFrom } from './naive.testing.ts';
import { parseTemplate } from './parse-template.ts';
import { testEnv } from './run.testing.ts';

const slots = ['n', 'm', 's', 'u', 'b', 'c', 'l', 'k'];
const numbers = [null, 0, 1, 2, -3, 0.1, 1e300];
const texts = [null, '', 'a', 'Ab', 'zé'];
const flags = [null, true, false];
const lists = [null, [], [1, 2, 3], [5, null, 0]];

/** Expressions × worlds: a million cases (S3). */
const expressions = 20_000;
const worlds = 50;

/** What differs, up to three cases. `mistake` changes what is evaluated, not what is expected. */
function compare(count: number, mistake = (text: string): string => text) {
  const random = randomFrom(20_261_121);
  const one = <T>(all: readonly T[]): T => all[random(all.length)]!;
  const given: Json[][] = Array.from(
    { length: worlds },
    () =>
      [one(numbers), one(numbers), one(texts), one(texts), one(flags), one(flags), one(lists), one(lists)] as Json[],
  );
  const named = given.map((frame) => Object.fromEntries(slots.map((name, at) => [name, frame[at]!])));
  let cases = 0;
  const different: object[] = [];
  for (let made = 0; made < count && different.length < 3; made++) {
    const { text, value } = naiveExpression(random);
    const template = parseTemplate(`\${${mistake(text)}}`);
    if (template.problems.length > 0) {
      // Long ones are over a limit, and say so.
      expect(template.problems[0]?.code).toMatch(/^UI(4001|9101)$/);
      continue;
    }
    const code = lowerTemplate(template, { owner: 'acme/page', slotOf: (name) => ['slot', slots.indexOf(name)] });
    const run = linkCode(JSON.parse(JSON.stringify(code)));
    for (let at = 0; at < worlds; at++) {
      const actual = run(given[at]!, testEnv([]));
      const expected = value(named[at]!);
      cases++;
      if (JSON.stringify(actual) !== JSON.stringify(expected))
        different.push({ text, given: named[at], actual, expected });
    }
  }
  return { cases, different: different.slice(0, 3) };
}

describe('expressions beside a naive evaluator (S3)', { timeout: 600_000 }, () => {
  it('come to the same in a million cases', () => {
    const { cases, different } = compare(expressions);
    expect(different).toEqual([]);
    expect(cases).toBeGreaterThan(950_000);
  });

  // A comparison that finds nothing must be one that would: each of these is an evaluator with one mistake.
  it.each([
    ['leaves the limit out of a comparison', '>=', '>'],
    ['subtracts where it should add', ' + ', ' - '],
    ['takes the remainder for the quotient', ' / ', ' % '],
    ['takes "or" for "and"', '&&', '||'],
    ['takes "equal" for "unequal"', '!=', '=='],
    ['keeps the order', 'reverse(', 'compact('],
    ['writes small letters', 'upper(', 'lower('],
    ['filters by another number', 'item > 1', 'item > 2'],
    ['looks into texts for what is in a list', ' in ', ' == '],
  ])('find an evaluator that %s', (_, right, wrong) => {
    expect(compare(2_000, (text) => text.replaceAll(right, wrong)).different).not.toEqual([]);
  });

  it('are parsed or told, whatever the text is', () => {
    const random = randomFrom(7);
    const pieces = [
      '${',
      '}',
      '(',
      ')',
      '[',
      ']',
      '{',
      '?',
      ':',
      '??',
      '||',
      '|',
      '.',
      ',',
      '=>',
      '=',
      '!',
      '-',
      '1',
      '1e999',
      "'",
      '"',
      '\\u{110000}',
      'a',
      'null',
      'in',
      '__proto__',
      '\u0000',
      '\ud800',
      '$${',
      ' ',
    ];
    for (let count = 0; count < 100_000; count++) {
      const text = `\${${Array.from({ length: 1 + random(14) }, () => pieces[random(pieces.length)]).join('')}`;
      const { problems } = parseTemplate(text);
      for (const { code } of problems) if (!/^UI\d{4}$/.test(code)) throw new Error(`${text} gave ${code}.`);
    }
  });
});
