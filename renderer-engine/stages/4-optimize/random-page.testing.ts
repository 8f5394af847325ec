import fc from 'fast-check';
import type { JsonObject, NodeObject } from '../../document/types.ts';

const condition = fc.constantFrom(
  '${true}',
  '${false}',
  '${1 < 2}',
  "${params.q == 'x'}",
  '${size(data.rows) > 1}',
  '${null}',
);
const text = fc.oneof(
  fc.string().map((value) => value.replaceAll('${', '$${')),
  fc.constantFrom('${1 + 2}', "${'a' + params.q}", 'n: ${size(data.rows)}', '${round(7 / 3, 2)}', '${ctx.locale} <b>'),
);
const names = fc.constantFrom('${it}', '${i}', '${word}', '${it == word}');

interface Ids {
  next: number;
}

/** Nodes with every keyword that a pass may decide about. */
function randomNode(depth: number): fc.Arbitrary<(ids: Ids) => NodeObject> {
  const leaf = fc.oneof(
    text.map((value) => (ids: Ids) => node(ids, 'Text', { text: value })),
    fc.tuple(text, fc.constantFrom('info', 'nonsense', "${params.q == 'x' ? 'success' : 'x'}")).map(
      ([value, tone]) =>
        (ids: Ids) =>
          node(ids, 'Badge', { text: value, tone }),
    ),
    fc.integer({ min: 1, max: 6 }).map((level) => (ids: Ids) => node(ids, 'Heading', { text: 'H', level })),
    fc.constant((ids: Ids) => node(ids, 'Pill', { label: '${params.q}', strong: '${1 == 1}', level: 2 })),
  );
  if (depth === 0) return leaf;
  const inner = randomNode(depth - 1);
  const children = fc.array(inner, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    leaf,
    fc.tuple(children, condition, children).map(([body, test, other]) => (ids: Ids) => ({
      ...node(ids, 'Stack', {}),
      if: test,
      children: body.map((make) => make(ids)),
      else: other.map((make) => make(ids)),
    })),
    fc.tuple(children, names).map(([body, word]) => (ids: Ids) => ({
      ...node(ids, 'Fragment', {}),
      for: { each: "${['a', 'b', 'c']}", as: 'it', index: 'i', key: '${it}' },
      let: { word: '${it + "!"}' },
      children: [...body.map((make) => make(ids)), node(ids, 'Text', { text: `w ${word.replace('==', '+')}` })],
    })),
    fc.tuple(children, children).map(([some, none]) => (ids: Ids) => ({
      ...node(ids, 'Fragment', {}),
      for: {
        each: '${data.rows}',
        as: 'row',
        index: 'at',
        key: '${row.a}',
        empty: none.map((make) => make(ids)),
      },
      children: [...some.map((make) => make(ids)), node(ids, 'Text', { text: '${at}: ${row.a} ${row.n}' })],
    })),
    fc.tuple(children, fc.constantFrom('a', '${params.q}', "${'b'}")).map(([body, on]) => (ids: Ids) => ({
      ...node(ids, 'Match', { on }),
      slots: { a: ['A'], x: body.map((make) => make(ids)), default: ['other'] },
    })),
  );
}

const node = (ids: Ids, type: string, props: JsonObject): NodeObject => ({ id: `n${ids.next++}`, type, props });

/** Valid pages with every keyword that a pass of the optimizer may decide about. */
export const randomPage = fc.array(randomNode(2), { minLength: 1, maxLength: 4 }).map((nodes) => {
  const ids = { next: 0 };
  return {
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'test/random',
    version: '1.0.0',
    title: 'Random',
    params: { q: { type: 'string', default: '' } },
    data: {
      rows: {
        source: 'rows.all',
        schema: {
          type: 'array',
          items: {
            type: 'object',
            required: ['a', 'n'],
            properties: { a: { type: 'string' }, n: { type: 'integer' } },
          },
        },
      },
    },
    defs: {
      components: {
        Pill: {
          props: {
            type: 'object',
            required: ['label'],
            properties: {
              label: { type: 'string' },
              strong: { type: 'boolean', default: false },
              level: { type: 'integer', minimum: 1, maximum: 6, default: 3 },
            },
          },
          view: {
            id: 'pill',
            type: 'Stack',
            children: [
              { id: 'head', type: 'Heading', props: { text: '${props.label + "?"}', level: '${props.level}' } },
              { id: 'strong', type: 'Text', if: '${props.strong}', props: { text: 'strong' }, else: ['weak'] },
            ],
          },
        },
      },
    },
    view: { id: 'root', type: 'Page', children: nodes.map((make) => make(ids)) },
  };
});

/** Rows of the data that such a page reads. */
export const randomRows = fc.array(fc.record({ a: fc.string(), n: fc.integer() }), { maxLength: 4 });
