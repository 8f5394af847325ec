import { describe, expect, it } from 'vitest';
import { project } from '../forms/project.ts';
import { threadTime } from '../thread-time.testing.ts';
import { type FlattenProblem, flattenSchema, type SchemaScope } from './flatten-schema.ts';
import { validatorFor } from './schema-validator.ts';
import type { JsonSchema } from './types.ts';

const types: Record<string, JsonSchema> = {
  Status: { enum: ['open', 'done', 'late'] },
  Person: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 80 } } },
  Tree: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/defs/types/Tree' } } } },
  Node: {
    type: 'object',
    properties: { label: { $ref: '#/defs/types/Status' }, leaf: { $ref: '#/defs/types/Leaf' } },
    additionalProperties: false,
  },
  Leaf: { type: 'object', properties: { of: { $ref: '#/defs/types/Node' }, other: { $ref: '#/defs/types/Leaf' } } },
  // Each of them contains all of them: 12! ways through.
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, own) => {
      const all = Array.from({ length: 12 }, (__, one) => [`m${one}`, { $ref: `#/defs/types/M${one}` }]);
      return [`M${own}`, { type: 'object', properties: Object.fromEntries(all) } as JsonSchema];
    }),
  ),
  Ping: { $ref: '#/defs/types/Pong' },
  Pong: { $ref: '#/defs/types/Ping' },
  ...Object.fromEntries(
    Array.from({ length: 44 }, (_, level) => {
      const next = level === 43 ? { type: 'string' } : { $ref: `#/defs/types/L${level + 1}` };
      return [`L${level}`, { allOf: [next, next] } as JsonSchema];
    }),
  ),
};
const scope: SchemaScope = {
  lookUp(reference) {
    const name = reference.split('/').at(-1) ?? '';
    const schema = types[name];
    return schema === undefined ? null : { schema, scope, pointer: `/defs/types/${name}`, name };
  },
};

function flat(schema: JsonSchema) {
  const problems: FlattenProblem[] = [];
  const options = {
    referenceDepth: 32,
    most: 20_000,
    allowance: { left: 100_000 },
    tell: (problem: FlattenProblem) => void problems.push(problem),
  };
  return { schema: flattenSchema(schema, scope, '', options), problems };
}

describe('flattenSchema', () => {
  it('gives a schema without references back as it is', () => {
    const schema = { type: 'object', properties: { a: { anyOf: [{ type: 'string' }] } } };
    expect(flat(schema).schema).toBe(schema);
  });

  it('lets siblings of a reference narrow it', () => {
    expect(flat({ $ref: '#/defs/types/Status', enum: ['done', 'open'], default: 'open' }).schema).toEqual({
      enum: ['open', 'done'],
      default: 'open',
    });
  });

  it('intersects all parts, base first', () => {
    const both = {
      allOf: [
        { $ref: '#/defs/types/Person' },
        { properties: { name: { minLength: 2, maxLength: 40 }, age: { type: 'integer' } }, required: ['age'] },
      ],
      additionalProperties: false,
    };
    expect(flat(both)).toEqual({
      problems: [],
      schema: {
        type: 'object',
        required: ['name', 'age'],
        additionalProperties: false,
        properties: { name: { type: 'string', minLength: 2, maxLength: 40 }, age: { type: 'integer' } },
      },
    });
  });

  it('keeps two patterns beside each other', () => {
    expect(flat({ allOf: [{ pattern: '^a' }, { pattern: 'z$' }] }).schema).toEqual({
      pattern: '^a',
      allOf: [{ pattern: 'z$' }],
    });
  });

  it.each([
    [{ allOf: [{ type: 'string' }, { type: 'number' }] }],
    [{ allOf: [{ enum: [1, 2] }, { enum: [3] }] }],
    [{ allOf: [{ minimum: 5 }, { maximum: 4 }] }],
    [{ allOf: [{ properties: { a: {} }, additionalProperties: false }, { required: ['b'] }] }],
  ])('tells that nothing can fit %j', (schema) => {
    expect(flat(schema as JsonSchema).problems).toMatchObject([{ kind: 'unsatisfiable' }]);
  });

  it.each([
    [6, 4, 12],
    [0.1, 0.25, 0.5],
    [0.01, 0.01, 0.01],
    [1e-7, 3e-7, 3e-7],
    [7, 1.5, 21],
  ])('takes the least common multiple of %d and %d', (one, other, both) => {
    expect(flat({ allOf: [{ multipleOf: one }, { multipleOf: other }] }).schema).toEqual({ multipleOf: both });
  });

  it.each([
    [1e-300, 3],
    [999_983, 1_000_003 * 999_979],
    [1e308, 0.7],
  ])('keeps %d and %d apart, whose common multiple no number can say (E2)', (one, other) => {
    const { schema } = flat({ allOf: [{ multipleOf: one }, { multipleOf: other }] });
    expect(schema).toEqual({ multipleOf: one, allOf: [{ multipleOf: other }] });
  });

  it('names the two schemas that cannot both hold', () => {
    const both = { $ref: '#/defs/types/Status', allOf: [{ title: 'fine' }, { enum: ['never'] }] };
    expect(flat(both).problems).toMatchObject([{ sources: ['#/defs/types/Status', '#/allOf/1'] }]);
  });

  it('keeps the name of a type that contains itself', () => {
    const { schema, problems } = flat({ $ref: '#/defs/types/Tree' });
    const layer = { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/Tree' } } } };
    expect(problems).toEqual([]);
    expect(schema).toEqual({ ...layer, $defs: { Tree: layer } });
  });

  it('validates and projects every level of a recursive type', () => {
    const { schema } = flat({ $ref: '#/defs/types/Node' });
    const deep = (status: string, extra: object) => ({ leaf: { other: { of: { label: status, ...extra } } } });
    expect(validatorFor(schema)(deep('open', {}))).toBeNull();
    expect(validatorFor(schema)(deep('never', {}))?.pointer).toBe('/leaf/other/of/label');
    expect(project(deep('open', { more: 1 }), schema)).toEqual(deep('open', {}));
  });

  it('closes a recursive type over all it declares, with what stands beside its name', () => {
    const own = { $ref: '#/defs/types/Tree', properties: { id: { type: 'string' } }, additionalProperties: false };
    const { schema } = flat(own as never);
    expect(validatorFor(schema)({ id: 'a', children: [{ children: [] }] })).toBeNull();
    expect(validatorFor(schema)({ id: 'a', other: 1 })?.keyword).toBe('additionalProperties');
  });

  it('writes types that contain each other out once, not once per way through them', () => {
    const { schema, problems } = flat({ $ref: '#/defs/types/M0' });
    expect(problems).toEqual([]);
    const refused = { m3: { m7: { m7: { m11: 1 } } } };
    expect(validatorFor(schema)(refused)?.pointer).toBe('/m3/m7/m7/m11');
  });

  it('refuses a value nested without end instead of failing on it', () => {
    const { schema } = flat({ $ref: '#/defs/types/Tree' });
    let value: object = {};
    for (let depth = 0; depth < 50_000; depth++) value = { children: [value] };
    expect(project(value as never, schema)).toBe(value);
    expect(validatorFor(schema)(value)?.keyword).toBe('depth');
  });

  it('tells a circle of references with its path', () => {
    expect(flat({ $ref: '#/defs/types/Ping' }).problems).toMatchObject([
      { kind: 'cycle', path: ['Ping', 'Pong', 'Ping'] },
    ]);
  });

  it('gives up on a schema that doubles itself 44 times, at once', () => {
    const time = threadTime(() =>
      expect(flat({ $ref: '#/defs/types/L0' }).problems).toMatchObject([{ kind: 'too-large' }]),
    );
    expect(time).toBeLessThan(500);
  });
});
