import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { threadTime } from '../thread-time.testing.ts';
import type { Argument } from './ast.ts';
import { childrenOf } from './children.ts';
import { expressionLimits } from './limits.ts';
import { parseTemplate } from './parse-template.ts';
import { run } from './run.testing.ts';

const reason = (text: string): string =>
  parseTemplate(text)
    .problems.map(({ params }) => ('reason' in params ? params.reason : ''))
    .join();

describe('parseTemplate', () => {
  it('splits text and holes', () => {
    const { parts, whole, problems } = parseTemplate('a ${b} $${c} ${ {d: "}"} } e');
    expect(parts.map((part) => (typeof part === 'string' ? part : [part.start, part.end]))).toEqual([
      'a ',
      [2, 6],
      ' ${c} ',
      [13, 26],
      ' e',
    ]);
    expect({ whole, problems }).toEqual({ whole: false, problems: [] });
    expect(parseTemplate('${a}').whole).toBe(true);
    expect(parseTemplate('').parts).toEqual(['']);
  });

  it.each([
    ['${', 'Write an expression'],
    ['${}', 'Write an expression'],
    ['${a', 'closing "}"'],
    ['${a b}', 'Expected an operator'],
    ['${a +}', 'Expected a value'],
    ['${a === b}', '"==" never converts'],
    ['${a !== b}', '"!=" never converts'],
    ['${a = b}', 'written "=="'],
    ['${a?.b}', '"." gives null'],
    ['${a & b}', 'written "&&"'],
    ['${`x`}', 'Text stands between'],
    ['${01}', 'without leading zeros'],
    ['${1.}', 'name of a property'],
    ['${1e999}', 'too large'],
    ['${"abc}', 'no closing "'],
    ['${"\\x"}', 'After "\\"'],
    ['${"\\u{D800}"}', 'real character'],
    ['${a.b()}', 'Functions are written b(value)'],
    ['${x => 1}', 'Expected an operator'],
    ['${map(xs, (a, a) => 1)}', 'must differ'],
    ['${in}', 'Expected a value'],
    ['${a | 1}', 'name of a function'],
    ['${{ a: 1, a: 2 }}', 'stands twice'],
    ['${[1, ]}', 'Expected a value'],
    ['${__proto__}', 'cannot be used as a name'],
    ['${a.constructor}', 'cannot be used as a name'],
    ['${a["prototype"]}', 'cannot be used as a name'],
    ['${{ __proto__: 1 }}', 'cannot be used as a name'],
    ['${a | constructor}', 'cannot be used as a name'],
    ['${map(xs, __proto__ => 1)}', 'cannot be used as a name'],
    ['${#}', 'means nothing here'],
    ['${😀}', 'means nothing here'],
    [`\${'${'x'.repeat(2100)}'}`, 'at most 2048 characters'],
    [`\${${'1+'.repeat(300)}1}`, 'at most 400 parts'],
    [`\${${'1+'.repeat(40)}1}`, 'nested 32 deep'],
    [`\${${'('.repeat(900)}1${')'.repeat(900)}}`, 'nested 32 deep'],
    [`\${${'!'.repeat(900)}a}`, 'nested 32 deep'],
    ['${map(a, a => map(a, b => map(b, c => map(c, d => d))))}', 'nested 3 deep'],
  ])('%$: %.40s says %s', (text, expected) => {
    expect(reason(text)).toContain(expected);
    expect(parseTemplate(text).parts.some((part) => typeof part === 'object' && part.ast === null)).toBe(true);
  });

  it('goes on behind a broken hole', () => {
    const { parts, problems } = parseTemplate('${a +} and ${1}');
    expect(problems).toHaveLength(1);
    expect(parts).toHaveLength(3);
    expect(run('${a +} and ${1}').value).toBe(' and 1');
  });

  it('offers a fix that parses', () => {
    const text = '${a === b && a?.c}';
    const [problem] = parseTemplate(text).problems;
    const { start, end, replacement } = problem?.fix ?? { start: 0, end: 0, replacement: '' };
    const fixed = text.slice(0, start) + replacement + text.slice(end);
    expect(fixed).toBe('${a == b && a?.c}');
  });

  it('ends on any text, with every span inside it and inside its parent', () => {
    const fragments = fc.constantFrom(
      ...['${', '}', '$', '{', '"', "'", '\\', '(', ')', '[', ']', ' ', 'a', '.', 'map', '=>', '1', '+', '|', ',', ':'],
      ...['?', '??', 'in', 'null', '\\u{', '__proto__', '\u0000', '\ud800', '😀', '\n'],
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(fragments, { maxLength: 60 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const template = parseTemplate(text);
        for (const { start, end } of template.problems) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start).toBeLessThanOrEqual(end);
        }
        for (const part of template.parts) {
          if (typeof part === 'string') continue;
          expect(text.slice(part.start, part.start + 2)).toBe('${');
          if (part.ast) expectInside(part.ast, part.start + 2, part.end - 1);
        }
        run(template);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no longer on long garbage', () => {
    const time = threadTime(() => {
      for (const piece of ['${', '${(', '${[', '${"', "${'", '${a.', '${{a:', '${x=>', '$', '${a|'])
        parseTemplate(piece.repeat(Math.ceil(100_000 / piece.length)));
    });
    expect(time).toBeLessThan(2_000);
    expect(expressionLimits.sourceCharacters).toBe(2_048);
  });
});

function expectInside(part: Argument, start: number, end: number): void {
  expect(part.start).toBeGreaterThanOrEqual(start);
  expect(part.end).toBeLessThanOrEqual(end);
  expect(part.start).toBeLessThan(part.end);
  for (const child of childrenOf(part)) expectInside(child, part.start, part.end);
}
