import { describe, expect, it } from 'vitest';
import { run } from './run.testing.ts';

const names = {
  a: { b: { c: 1 }, list: [10, 20, [30]], text: 'hi', yes: true, none: null },
  n: null,
  one: 1,
  word: 'word',
  early: '2026-03-01T12:00:00+02:00',
  late: '2026-03-01T11:30:00Z',
};
const value = (expression: string) => run(`\${${expression}}`, names).value;

describe('operators', () => {
  it.each([
    // strength and direction
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['100 / 10 / 2', 5],
    ['7 % 4 * 2', 6],
    ['-2 * -3', 6],
    ['- - 2', 2],
    ['!!a.yes', true],
    ['1 < 2 == true', true],
    ['true || false && false', true],
    ['null ?? false || true', true],
    ['1 == 1 ? "x" : "y" | upper', 'X'],
    ['(1 == 1 ? "x" : "y") | upper', 'X'],
    ['false ? 1 : true ? 2 : 3', 2],
    ['[1, 2, 3] | filter(x => x > 1) | sum', 5],
    ['1 in [1] && !(2 in [1])', true],
    // paths
    ['a.b.c', 1],
    ['a["b"].c', 1],
    ['a.list[1]', 20],
    ['a.list[2][0]', 30],
    ['a.list[9]', null],
    ['a.list[-1]', null],
    ['a.list[0.5]', null],
    ['a.x.y.z', null],
    ['n.x[0].y', null],
    ['a.in', null],
    ['{ a: 1, "b c": 2 }["b c"]', 2],
    // numbers
    ['0.1 + 0.2', 0.1 + 0.2],
    ['1 / 0', null],
    ['0 / 0', null],
    ['5 % 0', null],
    ['1e308 * 10', null],
    ['-0', 0],
    ['0 * -1', 0],
    // null
    ['n + 1', null],
    ['n - n', null],
    ['-n', null],
    ['n + n', null],
    ['n + "x"', 'x'],
    ['"x" + n', 'x'],
    ['n < 1', false],
    ['1 >= n', false],
    ['n in [null]', false],
    ['1 in n', false],
    ['n == null', true],
    ['n != 1', true],
    ['!n', true],
    ['n && true', false],
    ['true && n', false],
    ['n || true', true],
    ['n ? 1 : 2', 2],
    ['n ?? 5', 5],
    ['false ?? 5', false],
    // equality and order
    ['[1, { a: [2] }] == [1, { a: [2] }]', true],
    ['{ a: 1, b: 2 } == { b: 2, a: 1 }', true],
    ['{ a: 1 } == { a: 1, b: null }', false],
    ['1 == "1"', false],
    ['"B" < "a"', true],
    ['"10" < "9"', true],
    ['early < late', true],
    ['"2026-03-01" < "2026-03-02"', true],
    ['word in { word: null }', true],
    ['"toString" in a', false],
    ['[1] in [[1], [2]]', true],
    // text
    ["'it\\'s' + \"\\n\\t\\\\\\u{1F600}\"", "it's\n\t\\😀"],
  ])('%s is %j', (expression, expected) => {
    const result = run(`\${${expression}}`, names);
    expect(result).toMatchObject({ value: expected, problems: [] });
  });

  it.each([
    ['1 + "1"', '"+"'],
    ['"a" - 1', '"-"'],
    ['true + 1', '"+"'],
    ['1 < "2"', '"<"'],
    ['[1] < [2]', '"<"'],
    ['!1', '"!"'],
    ['1 && true', '"&&"'],
    ['true && 1', '"&&"'],
    ['"" || true', '"||"'],
    ['0 ? 1 : 2', '"?"'],
    ['-"1"', '"-"'],
    ['word.length', '".length"'],
    ['a.list["0"]', '"[ ]"'],
    ['word[0]', '"[ ]"'],
    ['"a" in "abc"', '"in"'],
  ])('%s is null and reports %s', (expression, operation) => {
    const { value: result, problems } = run(`\${${expression}}`, names);
    expect(result).toBeNull();
    expect(problems).toMatchObject([{ code: 'UI4102', params: { operation } }]);
  });

  it('evaluates only the branch it takes', () => {
    expect(run('${true ? 1 : 1 + "x"}').problems).toEqual([]);
    expect(run('${false && !1}').problems).toEqual([]);
    expect(run('${true || !1}').problems).toEqual([]);
    expect(run('${1 ?? !1}').problems).toEqual([]);
  });
});

describe('text around holes', () => {
  it.each([
    ['Total ${1 + 1}', 'Total 2'],
    ['${1}${2}', '12'],
    ['${null}', null],
    ['a${null}b', 'ab'],
    ['${1e21} ${0.1} ${-0}', '1e+21 0.1 0'],
    ['$${not} ${"a hole"}', '${not} a hole'],
    ["${'$'}${1}", '$1'],
    ['${"}"} }', '} }'],
  ])('%s gives %j', (text, expected) => {
    expect(run(text)).toMatchObject({ value: expected, problems: [] });
  });

  it.each(['x ${true}', 'x ${[1]}', 'x ${ {} }'])('%s reports UI4007', (text) => {
    expect(run(text)).toMatchObject({ value: 'x ', problems: [{ code: 'UI4007' }] });
  });
});

it('counts the same steps every time, one per operator, navigation and iteration', () => {
  expect(run('${a.b.c + 1}', names).steps).toBe(3);
  expect(run('${map([1, 2], x => x * 2)}').steps).toBe(1 + 3 + 2 * 2);
  expect(value('1')).toBe(1);
  expect(run('${true ? 1 : 1 + 1 + 1}').steps).toBe(1);
});
