import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validatorFor } from '../document/schema-validator.ts';
import type { Json, JsonSchema } from '../document/types.ts';
import { project } from '../forms/project.ts';
import { acceptsEvery, schemaDifferences } from './schema-differences.ts';

const bound = fc.integer({ min: 0, max: 4 });
const leaf = fc.oneof(
  fc.record({ type: fc.constant('integer'), minimum: bound, maximum: bound }, { requiredKeys: ['type'] }),
  fc.record({ type: fc.constant('string'), minLength: bound, maxLength: bound }, { requiredKeys: ['type'] }),
  fc.record({ enum: fc.uniqueArray(fc.constantFrom(0, 1, 'a', 'bb', null), { minLength: 1 }) }),
  fc.constant({ type: ['integer', 'null'] }),
  fc.constant({ type: 'number' }),
  fc.constant({ type: 'string', pattern: '^a' }),
  fc.constant({}),
);
const names = ['p', 'q'];
const schema = fc.letrec((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom(...names), tie('schema'), { maxKeys: 2 }),
        required: fc.subarray(names),
      },
      { requiredKeys: ['type', 'properties'] },
    ) as fc.Arbitrary<JsonSchema>,
    fc.record({ type: fc.constant('array'), items: tie('schema'), maxItems: bound }, { requiredKeys: ['type'] }),
  ),
})).schema as fc.Arbitrary<JsonSchema>;
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(0, 1, 2, 3, 0.5, 'a', 'bb', 'ccc', '', null, true),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 2 }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
})).value as fc.Arbitrary<Json>;

const fits = (one: Json, by: JsonSchema): boolean => validatorFor(by)(project(one, by)) === null;

describe('schema differences (V3)', () => {
  it('never call a schema wide enough that refuses a value the other one takes', () => {
    fc.assert(
      fc.property(schema, schema, fc.array(value, { minLength: 30, maxLength: 30 }), (given, accepting, values) => {
        if (!acceptsEvery(accepting, given)) return;
        const refused = values.filter((one) => fits(one, given) && !fits(project(one, given) as Json, accepting));
        expect(refused).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('find nothing between a schema and itself', () => {
    fc.assert(
      fc.property(schema, (one) => {
        expect(schemaDifferences(one, structuredClone(one))).toEqual([]);
      }),
    );
  });

  it('turn around with the direction', () => {
    const opposite: Readonly<Record<string, string>> = {
      narrowed: 'widened',
      required: 'optional',
      changed: 'changed',
    };
    fc.assert(
      fc.property(schema, schema, (left, right) => {
        const back = schemaDifferences(right, left).map(({ kind, at }) => `${kind} ${at}`);
        for (const { kind, at } of schemaDifferences(left, right))
          if (opposite[kind]) expect(back).toContain(`${opposite[kind]} ${at}`);
      }),
    );
  });

  it('compare recursive types once', () => {
    const tree = (name: JsonSchema): JsonSchema => ({
      $ref: '#/$defs/Tree',
      $defs: {
        Tree: {
          type: 'object',
          properties: { name, left: { $ref: '#/$defs/Tree' }, right: { $ref: '#/$defs/Tree' } },
        },
      },
    });
    expect(schemaDifferences(tree({ type: 'string' }), tree({ type: 'string', maxLength: 3 }))).toMatchObject([
      { kind: 'narrowed', at: 'name' },
    ]);
  });
});
