import { describe, expect, it } from 'vitest';
import { checkOf } from '../forms/schema-checks.ts';
import { threadTime } from '../thread-time.testing.ts';
import { patternProblem, spentInWords } from './linear-pattern.ts';
import { formatNames, validatorFor } from './schema-validator.ts';
import type { JsonSchema } from './types.ts';

describe('validatorFor', () => {
  it('says in words what does not fit, and where', () => {
    const schema = {
      type: 'object',
      required: ['qty'],
      additionalProperties: false,
      properties: { qty: { type: 'integer', minimum: 1 }, lines: { type: 'array', items: { type: 'string' } } },
    };
    const validate = validatorFor(schema);
    expect(validate({ qty: 2 })).toBeNull();
    expect(validate({})).toEqual({ pointer: '', problem: 'needs "qty"', keyword: 'required' });
    expect(validate({ qty: 0 })).toMatchObject({ pointer: '/qty', problem: 'must be 1 or more' });
    expect(validate({ qty: 1, lines: ['a', 3] })).toMatchObject({ pointer: '/lines/1', problem: 'must be text' });
    expect(validate({ qty: 1, 'a/b': 1 })).toMatchObject({ pointer: '/a~1b' });
    expect(validatorFor(schema)).toBe(validate);
  });

  it('counts own properties only', () => {
    expect(validatorFor({ type: 'object', required: ['toString'] })({})).toMatchObject({ keyword: 'required' });
  });

  it('asserts formats', () => {
    expect(validatorFor({ type: 'string', format: 'date' })('2026-02-30')).toMatchObject({ keyword: 'format' });
    expect(validatorFor({ type: 'string', format: 'date' })('2026-02-28')).toBeNull();
  });

  it('matches evil patterns in linear time', () => {
    const validate = validatorFor({ type: 'string', pattern: '^(a+)+$' });
    const time = threadTime(() => expect(validate(`${'a'.repeat(50_000)}!`)).toMatchObject({ keyword: 'pattern' }));
    expect(time).toBeLessThan(1_000);
  });

  it('gives up on more text than patterns can be compared with, and tells so (S3)', () => {
    const long = 'ab '.repeat(2_000_000);
    const refused = { keyword: 'pattern', problem: spentInWords };
    const text = { type: 'string', pattern: '^(?:[a-z]+ ?)*[0-9]$' } as const;
    expect(validatorFor(text)(long)).toMatchObject(refused);
    expect(validatorFor({ not: text })(long)).toMatchObject(refused);
    expect(checkOf(text)(long)).toEqual([{ at: '', keyword: 'pattern', message: spentInWords, params: {} }]);
    const list = { type: 'array', items: { type: 'string', pattern: '^(?:[a-z]+ ?)*$' } } as const;
    const parts = (length: number) => Array.from({ length }, (_, at) => `${'ab '.repeat(33)}${'ab'.repeat(at % 97)}`);
    expect(validatorFor(list)(parts(60_000))).toMatchObject(refused);
    // What one value spent is not missing to the next.
    expect(validatorFor(list)(parts(1_000))).toBeNull();
  });

  it.each(formatNames)('answers for long text that may be a %s, with time and stack to spare (S3)', (format) => {
    const validate = validatorFor({ type: 'string', format });
    for (const begin of ['', 'http://', 'http://a@', 'urn:'])
      for (const part of ['a', '1', 'a.', 'a-', ':', 'a@', '%20', '{', '/', '0:'])
        for (const end of ['', ' ']) {
          const answer = validate(begin + part.repeat(1_000_000 / part.length) + end);
          expect([null, 'format']).toContain(answer?.keyword ?? null);
        }
  });

  it.each([
    ['http://example.com', true],
    ['https://ada:secret@example.com:8080/a/b@c?d#e', true],
    ['ftp://192.168.2.1', false],
    ['http://8.8.8.8/x', true],
    ['http://@example.com', false],
    ['http://example', false],
    ['http://a b.com', false],
    ['javascript://example.com', false],
  ])('finds %s to be a url: %s', (text, isUrl) => {
    expect(validatorFor({ type: 'string', format: 'url' })(text) === null).toBe(isUrl);
  });

  it('compares the items of a long list in time by its length, whatever the order of their keys (S3)', () => {
    const validate = validatorFor({ type: 'array', uniqueItems: true });
    const long = Array.from({ length: 30_000 }, (_, at) => ({ a: { b: at, c: [at] } }));
    const time = threadTime(() => expect(validate(long)).toBeNull());
    expect(time).toBeLessThan(1_000);
    expect(validate([...long, { a: { c: [7], b: 7 } }])).toMatchObject({ keyword: 'uniqueItems' });
    expect(validate([0, false, '', null, [], {}, ['a', 1], { a: 1 }, '0', 'null', '[]'])).toBeNull();
    expect(validate([1, 2, 1])).toMatchObject({ problem: 'must not hold the same item twice' });
    expect(validatorFor({ type: 'array', uniqueItems: false })([1, 1])).toBeNull();
  });

  it.each([
    true,
    {},
    { type: 'array' },
    { type: 'array', uniqueItems: true },
    { type: 'object', additionalProperties: true },
    { anyOf: [{ type: 'array' }, { type: 'string' }] },
  ] as JsonSchema[])('refuses what nests deeper than anybody can follow, where %j sets no end (S3)', (schema) => {
    const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    const isMap = JSON.stringify(schema).includes('object');
    expect(validatorFor(schema)(isMap ? { a: nested(100_000) } : nested(100_000))).toMatchObject({ keyword: 'depth' });
    expect(validatorFor(schema)(isMap ? { a: nested(200) } : nested(200))).toBeNull();
  });

  it('says why a pattern cannot be used', () => {
    expect(patternProblem('^a+$')).toBeNull();
    expect(patternProblem('(?=a)')).toContain('invalid');
  });
});
