import { describe, expect, it } from 'vitest';
import { threadTime } from '../thread-time.testing.ts';
import { patternProblem, validatorFor } from './schema-validator.ts';

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

  it('says why a pattern cannot be used', () => {
    expect(patternProblem('^a+$')).toBeNull();
    expect(patternProblem('(?=a)')).toContain('invalid');
  });
});
