import { describe, expect, it } from 'vitest';
import { threadTime } from '../thread-time.testing.ts';
import { patternProblem, validatorFor } from './schema-validator.ts';
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
