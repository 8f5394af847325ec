import { type Bomb, many, named, page, pageOfRows, text } from './bomb.testing.ts';

const rows = (count: number): { readonly rows: number[] } => ({ rows: many(count, (at) => at) });
const loop = (name: string, each: string, inner: object): object => ({
  id: name,
  type: 'Box',
  for: { each, as: name, key: `\${${name}}` },
  children: [inner],
});
const stack = (children: readonly object[]): object => ({ id: 'root', type: 'Stack', children });
const markdown = { id: 'root', type: 'Markdown', props: { source: '${data.rows[0]}' } };
const leaf = text('x', { id: 'leaf' });

/** Loops, products and texts that only a render meets. */
export const renderBombs: Readonly<Record<string, () => Bomb>> = {
  'a loop of loops in an expression': () => ({
    documents: [pageOfRows(text('${size(map(data.rows, x => map(data.rows, y => x)))}'))],
    data: rows(10_000),
    told: ['UI9101', '/view', 'goes over its limit of 100000 (steps)'],
  }),
  '1,500 dear expressions that nothing is needed for': () => ({
    documents: [
      page({
        view: stack(
          many(1_500, (at) => text('${size(map(range(0, 300), x => map(range(0, 300), y => x)))}', { id: `t${at}` })),
        ),
      }),
    ],
    data: {},
    told: ['UI9101', '/view/children/', 'the number of steps is over the limit of 2000000'],
  }),
  'a message of 4,000 numbers, 1,000 times': () => ({
    documents: [
      page({
        messages: { en: { long: '{$x :number} '.repeat(4_000) } },
        view: loop('x', '${range(0, 1000)}', text("${size(t('long', { x: x }))}", { id: 'leaf' })),
      }),
    ],
    data: {},
    told: ['UI9101', '/view/children/0', 'the number of steps is over the limit of 2000000'],
  }),
  'a message of 500 declarations, 1,000 times': () => ({
    documents: [
      page({
        messages: {
          en: {
            long: `${many(500, (at) => `.local $v${at} = {$${at ? `v${at - 1}` : 'x'} :number} `).join('')}{{{$v499}}}`,
          },
        },
        view: loop('x', '${range(0, 1000)}', text("${t('long', { x: x })}", { id: 'leaf' })),
      }),
    ],
    data: {},
    told: ['UI9101', '/view/children/0', 'the number of steps is over the limit of 2000000'],
  }),
  '30,000 items that must not be the same': () => ({
    documents: [
      page({
        data: { rows: { source: 'a.rows', schema: { type: 'array', uniqueItems: true, items: {} } } },
        view: text('a', { if: '${data.rows != null}' }),
      }),
    ],
    data: { rows: [...many(30_000, (at) => ({ at })), { at: 7 }] },
    told: ['UI9202', '', 'must not hold the same item twice'],
  }),
  'a text that doubles 60 times': () => ({
    documents: [
      pageOfRows(
        text('${v60}', {
          let: { ...named(61, 'v', (at) => (at ? `\${v${at - 1} + v${at - 1}}` : '${data.rows[0]}')) },
        }),
      ),
    ],
    data: { rows: ['x'.repeat(1_000)] },
    told: ['UI9101', '/view', 'goes over its limit of 65536 (text length)'],
  }),
  'a text filled up to a billion letters': () => ({
    documents: [page({ view: text('${padStart("a", 1000000000, "b")}') })],
    data: {},
    told: ['UI9101', '/view', 'goes over its limit of 65536 (text length)'],
  }),
  'three loops of 1,000 in each other': () => ({
    documents: [pageOfRows(loop('a', '${data.rows}', loop('b', '${data.rows}', loop('c', '${data.rows}', leaf))))],
    data: rows(1_000),
    told: ['UI9001', '/view/children/0', 'the number of items in nested loops is over the limit of 50000'],
  }),
  'ten small loops in each other': () => ({
    documents: [
      page({ view: many(10, (at) => at).reduce((inner, at) => loop(`x${at}`, '${range(0, 16)}', inner), leaf) }),
    ],
    data: {},
    told: ['UI9001', '/view/children/', 'the number of items in nested loops is over the limit'],
  }),
  '1,900 loops of 1,000 beside each other': () => ({
    documents: [
      pageOfRows(
        stack(
          many(1_900, (at) => ({
            ...text('${x}', { id: `t${at}` }),
            for: { each: '${data.rows}', as: 'x', key: '${x}' },
          })),
        ),
      ),
    ],
    data: rows(1_000),
    told: ['UI9001', '/view/children/', 'the length of the HTML is over the limit of 4194304'],
  }),
  'a million rows': () => ({
    documents: [pageOfRows(loop('x', '${data.rows}', leaf))],
    data: rows(1_000_000),
    told: ['UI9001', '/view', 'the number of items of a loop is 1000000, the limit is 1000'],
  }),
  'a text of 8 MB': () => ({
    documents: [pageOfRows(text('${data.rows[0]}'))],
    data: { rows: ['x'.repeat(8_000_000)] },
    told: ['UI9001', '/view', 'the length of the HTML is over the limit of 4194304'],
  }),
  'a mistake in each of 20,000 rows': () => ({
    documents: [
      pageOfRows(
        stack(
          many(400, (at) => ({
            ...text('${x.a + 1}', { id: `t${at}` }),
            for: { each: '${data.rows}', as: 'x', key: '${x}' },
          })),
        ),
      ),
    ],
    data: { rows: many(50, () => 'same') },
    told: ['UI9003', '/view/children/', 'the 300 that are listed'],
  }),
  'a million wrong answers': () => ({
    documents: [
      page({
        data: { rows: { source: 'a.rows', schema: { type: 'array', items: { type: 'string' } } } },
        view: text('a', { if: '${data.rows != null}' }),
      }),
    ],
    data: rows(1_000_000),
    told: ['UI9202', '', '"/0" must be text'],
  }),
  'Markdown of 60,000 quotes in each other': () => ({
    documents: [pageOfRows(markdown)],
    data: { rows: ['>'.repeat(60_000)] },
    told: ['UI9001', '/view', 'the depth of lists and quotes in Markdown is 60000, the limit is 16'],
  }),
  'Markdown of 200,000 brackets': () => ({
    documents: [pageOfRows(markdown)],
    data: { rows: ['['.repeat(200_000)] },
    told: ['UI9001', '/view', 'the number of Markdown signs in a paragraph is 200000, the limit is 1000'],
  }),
  'a megabyte of Markdown': () => ({
    documents: [pageOfRows(markdown)],
    data: { rows: ['a '.repeat(500_000)] },
    told: ['UI9001', '/view', 'the length of a Markdown text is 1000000, the limit is 262144'],
  }),
  'a thousand dear texts of Markdown': () => ({
    documents: [
      pageOfRows({ ...markdown, props: { source: '${x}' }, for: { each: '${data.rows}', as: 'x', key: '${x}' } }),
    ],
    data: { rows: many(1_000, () => '*a '.repeat(900)) },
    told: ['UI9101', '/view', 'the number of steps is over the limit of 2000000'],
  }),
  '400 dear texts of Markdown in a document': () => ({
    documents: [
      page({
        view: stack(many(400, (at) => ({ id: `m${at}`, type: 'Markdown', props: { source: '*a '.repeat(800) } }))),
      }),
    ],
    data: {},
    told: ['UI9101', '/view/children/', 'the number of steps is over the limit of 2000000'],
  }),
  'a chart of 100,000 points': () => ({
    documents: [
      pageOfRows({
        id: 'root',
        type: 'Chart',
        props: { kind: 'line', data: '${data.rows}', x: 'x', y: 'y', title: 'T' },
      }),
    ],
    data: { rows: many(100_000, (at) => ({ x: at, y: at })) },
    told: ['UI9001', '/view', 'the number of points of a chart is 100000, the limit is 5000'],
  }),
};
