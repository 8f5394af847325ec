import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import type { Json, JsonObject } from './document/types.ts';
import { compile, document, orders, refresh, text } from './one-page.testing.ts';

describe('any page (E15)', () => {
  const value = fc.oneof(
    fc.constant('${params.q}'),
    fc.constant('${size(data.orders)}'),
    fc.constant('x'),
    fc.constant('${name}'),
  );
  const keyword = fc.record(
    {
      if: fc.constantFrom('${params.open}', "${params.side == 'a'}", '${!params.open}', '${size(data.orders) > 0}'),
      for: fc.constantFrom(
        { each: '${data.orders}', as: 'it', key: '${it.id}' },
        { each: "${['a-', '--', 'b_c', 'é']}", as: 'it', key: '${it}' },
        { each: '${range(1, 20)}', as: 'it', key: '${it}' },
      ),
      catch: fc.constant([] as Json[]),
      lazy: fc.constantFrom({ when: 'load' }, { when: 'visible' }),
    },
    { requiredKeys: [] },
  );
  const node = (depth: number): fc.Arbitrary<JsonObject> => {
    const children = depth === 0 ? fc.constant([]) : fc.array(node(depth - 1), { maxLength: 3 });
    return fc.tuple(keyword, value, children, fc.boolean()).map(
      ([words, shown, list, isMatch]): JsonObject => ({
        ...(words as JsonObject),
        let: { name: shown },
        ...(isMatch
          ? { type: 'Match', props: { on: '${params.side}' }, slots: { a: list, default: [] } }
          : { type: 'Box', props: { as: 'div' }, children: [shown, ...list] }),
      }),
    );
  };
  const withIds = (nodes: readonly Json[], path: string): Json[] =>
    nodes.map((one, at) => {
      if (typeof one === 'string') return one;
      const { children, slots, ...rest } = one as JsonObject;
      const id = `${path}${at}`;
      const lists = Object.entries((slots ?? {}) as JsonObject).map(([name, list]) => [
        name,
        withIds(list as Json[], `${id}${name.slice(0, 1)}`),
      ]);
      return {
        ...rest,
        id,
        ...(children ? { children: withIds(children as Json[], `${id}c`) } : {}),
        ...(slots ? { slots: Object.fromEntries(lists) } : {}),
      };
    });

  it('has every fragment that a walk through it meets, with the bytes it shows in place, and no id twice', () => {
    fc.assert(
      fc.property(
        fc.array(node(2), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.constantFrom('a', 'b'),
        (nodes, open, side) => {
          const engine = createEngine();
          const { program } = engine.compile(document(withIds(nodes, 'n')));
          const input = { params: { open, side, q: '<q>' }, data: { orders, other: '' } };
          const settled = engine.render(program!, input).html;
          const waiting = engine.render(program!, { ...input, lazy: 'waiting' }).html;
          const ids = [...waiting.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
          expect(new Set(ids).size).toBe(ids.length);
          const visit = (html: string): void => {
            for (const [, address] of html.matchAll(/\/f\/([^"?]*)/g)) {
              const found = engine.renderFragment(program!, address!, input);
              expect(settled).toContain(found?.html ?? address);
              visit(engine.renderFragment(program!, address!, { ...input, lazy: 'waiting' })!.html);
            }
          };
          visit(waiting);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('answers any address without failing', () => {
    const { engine, program } = compile([
      text('a', 'A'),
      {
        id: 'b',
        type: 'Box',
        props: { as: 'div' },
        for: { each: '${data.orders}', as: 'o', key: '${o.id}' },
        children: [text('c', 'C')],
      },
      ...refresh('a', 'b:A-1'),
    ]);
    const input = { data: { orders, other: '' } };
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(?:a|b|c|__|--|A-1|_|-|0){0,9}$/)), (address) => {
        const found = engine.renderFragment(program, address, input);
        expect(found === null || address === 'a' || address === 'b__A-1' || address === 'b__B_002f2').toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
