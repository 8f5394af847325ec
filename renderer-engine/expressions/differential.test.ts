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

describe('expressions beside a naive evaluator (S3)', { timeout: 600_000 }, () => {
  it('come to the same in a million cases', () => {
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
    for (let count = 0; count < expressions; count++) {
      const { text, value } = naiveExpression(random);
      const template = parseTemplate(`\${${text}}`);
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
    expect(different.slice(0, 3)).toEqual([]);
    expect(cases).toBeGreaterThan(950_000);
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
