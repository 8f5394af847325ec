import { describe, expect, it } from 'vitest';
import { threadTime } from '../thread-time.testing.ts';
import { RenderBudgetError } from './env.ts';
import { parseTemplate } from './parse-template.ts';
import { run } from './run.testing.ts';

const big = 'x'.repeat(60_000);
const long = Array.from({ length: 10_000 }, (_, index) => index);
const names = {
  data: JSON.parse('{ "own": 1, "__proto__": { "leaked": true }, "toString": null }'),
  text: 'abc',
  list: [1, 2, 3],
  big,
  long,
  texts: long.map((index) => `text ${index}`),
  astral: '😀'.repeat(30_000),
};

describe('nothing of a prototype can be reached (S3)', () => {
  it.each([
    "${data['__pro' + 'to__']}",
    "${data['constr' + 'uctor']}",
    "${text['constructor' + '']}",
    "${list['len' + 'gth']}",
    '${data.hasOwnProperty}',
    '${data.valueOf.name}',
    '${list.push}',
    '${text.length}',
    "${{}['toStri' + 'ng']}",
    '${{ a: 1 }.toString}',
    "${pick(data, ['constructor', '__proto__', 'valueOf']).valueOf}",
    '${first([{}]).constructor2}',
    "${groupBy(list, x => 'toString') | first | values | first | size}",
  ])('%s', (text) => {
    const { value } = run(text, names);
    // What is found is data, never something every object has.
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    expect(typeof value).not.toBe('function');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('%s is no name anywhere', (name) => {
    for (const text of [
      `\${${name}}`,
      `\${a.${name}}`,
      `\${a['${name}']}`,
      `\${{ ${name}: 1 }}`,
      `\${{ '${name}': 1 }}`,
      `\${a | ${name}}`,
      `\${${name}(1)}`,
    ]) {
      expect(parseTemplate(text).problems[0]?.code).toBe('UI4001');
    }
  });

  it('copies no "__proto__" from data into what it makes', () => {
    for (const text of ['${merge(data, { a: 1 })}', "${omit(data, ['own'])}", "${pick(data, ['__proto' + '__'])}"]) {
      const { value } = run(text, names);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect((value as Record<string, unknown>)['leaked']).toBeUndefined();
    }
    expect(({} as Record<string, unknown>)['leaked']).toBeUndefined();
  });

  it('reads no property that is inherited, so no getter of a class runs', () => {
    class Row {
      get secret(): string {
        throw new Error('A getter ran.');
      }
    }
    expect(run('${row.secret}', { row: new Row() }).value).toBeNull();
    expect(run('${{ f: text.constructor2 }}', names).value).toEqual({ f: null });
  });
});

describe('hostile expressions end within a second', () => {
  it.each([
    'map(long, x => map(long, y => map(long, z => 1)))',
    'any(long, x => all(long, y => y >= 0) && false)',
    'sum(map(long, x => sum(long)))',
    'map(long, x => sortBy(long, y => 0 - y))',
    'map(long, x => reverse(long))',
    'map(long, x => concat(long, long))',
    'map(long, x => unique(texts))',
    'map(long, x => groupBy(texts, y => y))',
    'map(long, x => join(texts, big))',
    'map(long, x => long == map(long, y => y))',
    'map(long, x => texts in [texts, texts])',
    'map(long, x => -1 in long)',
    'map(long, x => zip(long, long))',
    'map(long, x => flat([long, long]))',
    'map(long, x => range(0, 1000))',
    'map(long, x => slice(long, 1))',
    'map(long, x => replace(big, "x", big))',
    'map(long, x => replace(big, "x", "y"))',
    'map(long, x => split(big, ""))',
    'map(long, x => upper(big))',
    'map(long, x => upper("\\u{390}") + big)',
    'map(long, x => len(astral))',
    'map(long, x => size(astral))',
    'map(long, x => substr(astral, 1, 2))',
    'map(long, x => truncate(astral, 10))',
    'map(long, x => padStart("a", 60000, "bc"))',
    'map(long, x => padStart("a", 1e300, "bc"))',
    'map(long, x => slug(big))',
    'map(long, x => initials(big))',
    'map(long, x => matches(big, "(x+x+)+y"))',
    'map(long, x => matches(big, "(x|xx){1,500}$"))',
    'map(long, x => matches(big, "(.?){1,1000}y"))',
    'map(long, x => big + big)',
    'map(long, x => big + x)',
    'map(long, x => big == big + "")',
    'map(long, x => big < big + "a")',
    'map(long, x => contains(big, "xxxxy"))',
    'map(long, x => date("2026-03-01T00:00:00Z", "full"))',
    'map(long, x => currency(x, "EUR"))',
    'map(long, x => list(texts))',
    'map(long, x => pick(data, texts))',
    'map(long, x => keys(merge(data, data)))',
    'map(long, x => addMonths("2026-01-31", 1e300))',
    'map(long, x => round(x / 7, 15))',
    'padStart("a", 1e308) + padEnd("a", 0 - 1e308)',
    'range(0, 1e308)',
    'substr(big, 0 - 1e308, 1e308)',
  ])('%s', (expression) => {
    let answer: ReturnType<typeof run> | null = null;
    expect(threadTime(() => (answer = run(`\${${expression}}`, names)))).toBeLessThan(1_000);
    const { value, problems, steps } = answer!;
    expect(steps).toBeLessThanOrEqual(100_000);
    if (value === null) expect(problems[0]?.code).toMatch(/^UI(9101|4102)$/);
  });

  it('gives null once an expression is over its budget, and the next one starts anew', () => {
    const first = run('${map(long, x => map(long, y => y))}', names);
    expect(first).toMatchObject({
      value: null,
      problems: [{ code: 'UI9101', params: { limit: 'steps', value: 100_000 } }],
    });
    expect(run('${map(long, x => x)}', names).problems).toEqual([]);
  });

  it('ends the render that is over its budget', () => {
    expect(() => run('${map(long, x => map(list, y => y))}', names, { steps: 1_990_000 })).toThrow(RenderBudgetError);
    expect(() => run('${list[0] + 1}', names, { steps: 2_000_000 })).toThrow(RenderBudgetError);
  });

  it('makes no longer texts and lists than it may', () => {
    expect(run('${big + big}', names).problems).toMatchObject([{ params: { limit: 'text length', value: 65_536 } }]);
    expect(run('${concat(long, list)}', names).problems).toMatchObject([{ params: { limit: 'list length' } }]);
    expect(run('${big}${big}', names)).toMatchObject({ value: null, problems: [{ code: 'UI9101' }] });
  });
});
