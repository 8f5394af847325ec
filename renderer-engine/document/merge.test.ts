import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixturePosition, merge, nodePosition } from './merge.ts';
import type { Json } from './types.ts';

const names = fc.constantFrom('a', 'b', 'c', 'd');
const json = fc.letrec<{ value: Json; object: Json }>((tie) => ({
  value: fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer()), tie('object')),
  object: fc.dictionary(names, tie('value'), { maxKeys: 4 }) as fc.Arbitrary<Json>,
}));
const patch = fc.dictionary(names, fc.oneof(json.value, fc.constant(null)), { maxKeys: 4 }) as fc.Arbitrary<Json>;

/** The table of RFC 7396, appendix A: target, patch, result. */
const mergePatchCases: readonly (readonly [Json, Json, Json])[] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

const item = fc.record({ id: names, text: fc.integer() }, { requiredKeys: ['id'] });
const keyedBy = <T>(list: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.uniqueArray(list, { selector: (one) => (one as { id: string }).id, maxLength: 4 }) as fc.Arbitrary<readonly T[]>;
const edit = fc.oneof(
  item,
  fc.record({ id: names, $remove: fc.constant(true) }),
  fc.record({ id: names, $first: fc.constant(true) }),
  fc.record({ id: names, $before: names }),
  fc.record({ id: names, $after: names }),
);
type Items = readonly { readonly id: string; readonly text?: number }[];
const listOf = (base: Items, over: readonly object[]): Items =>
  (merge({ children: base } as Json, { children: over } as Json, nodePosition) as unknown as { children: Items })
    .children;

describe('merge of keyed lists (5.4)', () => {
  it('keeps each id once, takes out what is removed, and leaves no directive behind', () => {
    fc.assert(
      fc.property(keyedBy(item), keyedBy(edit), (base, over) => {
        const merged = listOf(base, over);
        const ids = merged.map(({ id }) => id);
        const removed: readonly string[] = over.filter((one) => '$remove' in one).map(({ id }) => id);
        const wanted = new Set([...base, ...over].map(({ id }) => id).filter((id) => !removed.includes(id)));
        expect(new Set(ids)).toEqual(wanted);
        expect(ids.length).toBe(wanted.size);
        expect(JSON.stringify(merged)).not.toContain('$');
      }),
    );
  });

  it('keeps the order of what was there, and changes nothing when applied twice', () => {
    fc.assert(
      fc.property(keyedBy(item), keyedBy(edit), (base, over) => {
        const merged = listOf(base, over);
        const stays = base.map(({ id }) => id).filter((id) => merged.some((one) => one.id === id));
        expect(merged.map(({ id }) => id).filter((id) => stays.some((one) => one === id))).toEqual(stays);
        expect(listOf(merged, over)).toEqual(merged);
      }),
    );
  });

  it('does not care about the order of edits to different items', () => {
    fc.assert(
      fc.property(keyedBy(item), keyedBy(item), (base, over) => {
        const known = over.filter(({ id }) => base.some((one) => one.id === id));
        expect(listOf(base, known.toReversed())).toEqual(listOf(base, known));
        expect(known.reduce<Items>((list, one) => listOf(list, [one]), base)).toEqual(listOf(base, known));
      }),
    );
  });

  it('places a new item where its neighbor is', () => {
    fc.assert(
      fc.property(keyedBy(item), names, fc.constantFrom('$before', '$after'), (base, near, where) => {
        const merged = listOf(base, [{ id: 'new', [where]: near }]).map(({ id }) => id);
        const at = merged.indexOf('new');
        const isThere = base.some(({ id }) => id === near);
        expect(merged[where === '$before' ? at + 1 : at - 1]).toBe(
          isThere ? near : where === '$before' ? undefined : base.at(-1)?.id,
        );
      }),
    );
  });
});

describe('merge', () => {
  it.each(mergePatchCases)('is a JSON Merge Patch: %j + %j = %j', (target, patch, result) => {
    // A removed document is null in the RFC and absent here.
    expect(merge(target, patch) ?? null).toEqual(result);
  });

  it('changes nothing when applied twice', () => {
    fc.assert(
      fc.property(json.object, patch, (base, over) => {
        const once = merge(base, over);
        expect(merge(once, over)).toEqual(once);
      }),
    );
  });

  it('does not care about the order of edits to different keys', () => {
    fc.assert(
      fc.property(json.object, patch, patch, (base, left, right) => {
        const rightOnly = Object.fromEntries(
          Object.entries(right as object).filter(([key]) => !(key in (left as object))),
        );
        const oneByOne = merge(merge(base, left), rightOnly);
        expect(merge(merge(base, rightOnly), left)).toEqual(oneByOne);
        expect(merge(base, { ...(left as object), ...rightOnly })).toEqual(oneByOne);
      }),
    );
  });

  it('never changes its arguments', () => {
    fc.assert(
      fc.property(json.object, patch, (base, over) => {
        const before = JSON.stringify([base, over]);
        merge(base, over);
        expect(JSON.stringify([base, over])).toBe(before);
      }),
    );
  });

  it('merges node lists by id, places and removes', () => {
    const base = {
      id: 'root',
      type: 'Stack',
      children: [{ id: 'a', type: 'Text' }, 'words', { id: 'b', type: 'Text' }],
    };
    const over = {
      children: [
        { id: 'b', props: { text: 'B' } },
        { id: 'a', $remove: true },
        { id: 'c', type: 'Text', $before: 'b' },
        { id: 'd', type: 'Text', $first: true },
        { id: 'e', type: 'Text', $after: 'd' },
        { id: 'f', type: 'Text' },
      ],
    };
    const merged = merge(base, over, nodePosition) as { children: Json[] };
    expect(merged.children).toEqual([
      { id: 'd', type: 'Text' },
      { id: 'e', type: 'Text' },
      'words',
      { id: 'c', type: 'Text' },
      { id: 'b', type: 'Text', props: { text: 'B' } },
      { id: 'f', type: 'Text' },
    ]);
    expect(merge(merged as Json, over, nodePosition)).toEqual(merged);
  });

  it('replaces actions and loops as a whole', () => {
    const base = { on: { click: { do: 'open', target: 'x' } }, for: { each: '${a}', as: 'x', key: '${x}', limit: 3 } };
    const over = { on: { click: { do: 'print' } }, for: { each: '${b}', as: 'y', key: '${y}' } };
    expect(merge(base, over, nodePosition)).toEqual(over);
  });

  it('keeps null as a value of fixture data', () => {
    const base = { data: { user: { name: 'Ada', boss: null } }, ctx: { locale: 'en' } };
    expect(merge(base, { data: { user: { boss: null } }, ctx: { locale: null } }, fixturePosition)).toEqual({
      data: { user: { boss: null } },
      ctx: {},
    });
  });

  it('merges columns by key and replaces other lists', () => {
    const base = { props: { columns: [{ key: 'id', header: 'Order' }], options: [1, 2] } };
    const over = {
      props: {
        columns: [
          { key: 'id', align: 'end' },
          { key: 'new', header: 'New' },
        ],
        options: [3],
      },
    };
    expect(merge(base, over, nodePosition)).toEqual({
      props: {
        columns: [
          { key: 'id', header: 'Order', align: 'end' },
          { key: 'new', header: 'New' },
        ],
        options: [3],
      },
    });
  });
});
