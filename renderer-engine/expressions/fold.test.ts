import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldTemplate, lowerTemplate, parseTemplate } from './index.ts';
import { run } from './run.testing.ts';

const known: Record<string, unknown> = { size: 'md', on: true, count: 2, list: [1, 2], none: null };
const fold = (text: string, as?: 'value' | 'text') =>
  foldTemplate(
    parseTemplate(text),
    (name) => (Object.hasOwn(known, name) ? { value: known[name] as never } : undefined),
    as,
  );

describe('foldTemplate', () => {
  it.each([
    ['plain', 'plain'],
    ['$${x}', '${x}'],
    ['${1 + 2}', 3],
    ['${size}', 'md'],
    ['u-${size}-${count}', 'u-md-2'],
    ['${none}', null],
    ['${on ? list : other}', [1, 2]],
    ['${false && other}', false],
    ['${on || other}', true],
    ['${none ?? count}', 2],
    ['${size ?? other}', 'md'],
    ['${{ sm: 1, md: 2 }[size]}', 2],
    ['${list | map(x => x * count) | sum}', 6],
    ['${map(list, size => size + 1)}', [2, 3]],
  ])('%s is the constant %j', (text, value) => {
    expect(fold(text)).toEqual({ constant: true, value });
  });

  it('writes numbers as text where text is wanted', () => {
    expect(fold('${count}', 'text')).toEqual({ constant: true, value: '2' });
    expect(fold('${none}', 'text')).toEqual({ constant: true, value: '' });
  });

  it.each([
    '${other}',
    '${ctx.flags.new}',
    "${date('2026-03-01')}",
    "${currency(count, 'EUR')}",
    "${t('title')}",
    '${sortBy(list, x => x)}',
    // What goes wrong at run time goes wrong there, with its diagnostic.
    "${count + 'x'}",
    '${count && on}',
    '${range(0, 5000)}',
    '${map(range(0, 900), x => map(range(0, 900), y => x))}',
    // Short as it is, long as a constant.
    "${padEnd('a', 5000)}",
    'x ${on}',
  ])('%s is left for run time', (text) => {
    expect(fold(text)).toMatchObject({ constant: false });
  });

  it('keeps what is left small', () => {
    const folded = fold('a ${size} b ${other + count * 2} c ${on ? 1 : other}');
    const code = folded.constant
      ? null
      : lowerTemplate(folded.template, { owner: '', slotOf: (name) => ['slot', name] });
    expect(code).toEqual(['text', 'a md b ', ['+', ['slot', 'other'], 4], ' c 1']);
  });

  it('gives what a render gives, problems included', () => {
    fc.assert(
      fc.property(expressions, fc.constantFrom('', 'x '), (expression, prefix) => {
        const text = `${prefix}\${${expression}}`;
        const direct = run(text, { ...known, other });
        const folded = fold(text);
        const after = folded.constant
          ? { value: folded.value, problems: [] }
          : run(folded.template, { ...known, other });
        expect({ value: after.value, problems: after.problems }).toEqual({
          value: direct.value,
          problems: direct.problems,
        });
      }),
      { numRuns: 3_000 },
    );
  });

  it('lowers and runs the same way every time', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        expect(run(`\${${expression}}`, { ...known, other })).toEqual(run(`\${${expression}}`, { ...known, other }));
      }),
    );
  });
});

const other = { a: 1, b: 'text', c: [1, null], d: null };

/** Random expressions over known and unknown names, often of the wrong types. */
const { expression: expressions } = fc.letrec<{ expression: string; leaf: string; operator: string }>((tie) => ({
  leaf: fc.constantFrom(
    ...['1', '0', '2.5', "'a'", "''", 'null', 'true', 'false', '[1, 2]', '{ a: 1 }'],
    ...['size', 'on', 'count', 'list', 'none', 'other', 'other.a', 'other.c[0]', 'other.x.y', 'list[1]'],
  ),
  operator: fc.constantFrom(...['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', 'in', '&&', '||', '??']),
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('leaf'),
    fc.tuple(tie('expression'), tie('operator'), tie('expression')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(fc.constantFrom('!', '- '), tie('expression')).map(([sign, a]) => `${sign}(${a})`),
    fc
      .tuple(fc.constantFrom('upper', 'size', 'first', 'sum', 'round', 'keys', 'type', 'unique'), tie('expression'))
      .map(([name, a]) => `${name}(${a})`),
    fc
      .tuple(fc.constantFrom('map', 'filter', 'any', 'groupBy'), tie('expression'), tie('expression'))
      .map(([name, a, b]) => `(${a} | ${name}(x => [x, ${b}] | last))`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a})[${b}]`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `{ a: ${a}, 'b c': ${b} }`),
  ),
}));
