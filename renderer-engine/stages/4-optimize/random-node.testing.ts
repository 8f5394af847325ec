import fc from 'fast-check';
import { catalog } from '../../components/catalog.ts';
import type { Json, JsonObject, JsonSchema, NodeObject } from '../../document/types.ts';
import { exampleNode, fieldSchema, isInput, withIds } from '../../gallery/example-node.ts';

/** What a page under way has given out: ids, and the forms that its inputs are bound to. */
export interface Under {
  next: number;
  readonly forms: Record<string, { readonly schema: JsonSchema }>;
}

/** Makes a node for a page; its ids are new there. */
export type Make = (under: Under) => NodeObject;

const condition = fc.constantFrom(
  '${true}',
  '${false}',
  '${1 < 2}',
  "${params.q == 'x'}",
  '${size(data.rows) > 1}',
  '${ctx.user != null}',
  '${null}',
);
const text = fc.oneof(
  fc.string().map((value) => value.replaceAll('${', '$${')),
  fc.constantFrom(
    '${1 + 2}',
    "${'a' + params.q}",
    'n: ${size(data.rows)}',
    '${round(7 / 3, 2)}',
    '${ctx.locale} <b>',
    "${t('plain')}",
    "${t('many', { n: size(data.rows) })} & ${t('many', { n: 1 })}",
    '${join(map(data.rows, row => row.a), ", ")}',
    '${number(1234.5, 1)} ${ctx.user.name}',
  ),
);
const names = fc.constantFrom('${it}', '${i}', '${word}', '${it == word}');
const styles = fc.constantFrom<JsonObject>(
  { padding: '{space.4}', states: { hover: { color: '{color.text.muted}' } } },
  { gap: { base: '{space.1}', md: '{space.4}' } },
  { $ref: '#/defs/styles/wide' },
);
const actions = fc.constantFrom<Json>(
  { do: 'refresh', target: 'shown', with: { q: 'new' }, url: 'push' },
  {
    do: 'request',
    call: 'rows.add',
    with: { q: '${params.q}' },
    target: 'shown',
    confirm: 'Add?',
    concurrency: 'drop',
  },
  [
    { do: 'toast', tone: 'info', message: '${params.q}' },
    { do: 'focus', target: 'shown' },
  ],
  { do: 'navigate', href: '/there' },
  { $ref: '#/defs/actions/copy', debounce: '1s' },
);

const node = (under: Under, type: string, props: JsonObject): NodeObject => ({ id: `n${under.next++}`, type, props });
const all = (under: Under, makes: readonly Make[]): NodeObject[] => makes.map((make) => make(under));

const examples = [...catalog.values()]
  .filter(({ category, type }) => category !== 'structural' && type !== 'Page' && type !== 'Form')
  .flatMap((component) => component.examples.map((example) => ({ component, example })));

/** Any built-in component as one of its examples shows it, in a form where it wants one. */
const builtin = fc.constantFrom(...examples).map(
  ({ component, example }): Make =>
    (under) => {
      const one = withIds(exampleNode(component, example) as unknown as JsonObject, `n${under.next++}`);
      const own = one as unknown as NodeObject;
      if (!isInput(component)) return own;
      under.forms[`f${component.type}`] = { schema: fieldSchema(component) };
      return { ...node(under, 'Form', { form: `f${component.type}`, live: true }), children: [own] };
    },
);

const simple = fc.oneof(
  text.map(
    (value): Make =>
      (under) =>
        node(under, 'Text', { text: value }),
  ),
  fc.tuple(text, fc.constantFrom('info', 'nonsense', "${params.q == 'x' ? 'success' : 'x'}")).map(
    ([value, tone]): Make =>
      (under) =>
        node(under, 'Badge', { text: value, tone }),
  ),
  fc.integer({ min: 1, max: 6 }).map(
    (level): Make =>
      (under) =>
        node(under, 'Heading', { text: 'H', level }),
  ),
  fc.constant<Make>((under) => node(under, 'Pill', { label: '${params.q}', strong: '${1 == 1}', level: 2 })),
  fc.constant<Make>((under) => ({ id: `n${under.next++}`, $ref: '#/defs/nodes/sign' }) as unknown as NodeObject),
  fc.tuple(text, actions).map(
    ([value, click]): Make =>
      (under) =>
        ({
          ...node(under, 'Button', { text: value }),
          on: { click },
          a11y: { label: 'Do ${params.q}' },
        }) as NodeObject,
  ),
  fc.constant<Make>((under) => ({ ...node(under, 'Absent', {}), fallback: 'drop', note: 'Not there' })),
  fc.constantFrom('/a?b=${params.q}', 'javascript:alert(1)').map(
    (to): Make =>
      (under) =>
        node(under, 'Link', { text: 'to', to }),
  ),
);

/** Nodes with every keyword that a pass may decide about. */
export function randomNode(depth: number): fc.Arbitrary<Make> {
  const leaf = fc.oneof({ weight: 7, arbitrary: simple }, { weight: 1, arbitrary: builtin });
  if (depth === 0) return leaf;
  const children = fc.array(randomNode(depth - 1), { minLength: 1, maxLength: 2 });
  const around = (type: string, props: JsonObject, body: readonly Make[], more: object, under: Under): NodeObject => ({
    ...node(under, type, props),
    ...more,
    children: all(under, body),
  });
  return fc.oneof(
    leaf,
    fc.tuple(children, condition, children).map(
      ([body, test, other]): Make =>
        (under) =>
          around('Stack', {}, body, { if: test, else: all(under, other) }, under),
    ),
    fc.tuple(children, names).map(
      ([body, word]): Make =>
        (under) => ({
          ...node(under, 'Fragment', {}),
          for: { each: "${['a', 'b', 'c']}", as: 'it', index: 'i', key: '${it}', limit: 2 },
          let: { word: '${it + "!"}' },
          children: [...all(under, body), node(under, 'Text', { text: `w ${word.replace('==', '+')}` })],
        }),
    ),
    fc.tuple(children, children).map(
      ([some, none]): Make =>
        (under) => ({
          ...node(under, 'Fragment', {}),
          for: { each: '${data.rows}', as: 'row', index: 'at', key: '${row.a}', empty: all(under, none) },
          children: [...all(under, some), node(under, 'Text', { text: '${at}: ${row.a} ${row.n}' })],
        }),
    ),
    fc.tuple(children, fc.constantFrom('a', '${params.q}', "${'b'}")).map(
      ([body, on]): Make =>
        (under) => ({
          ...node(under, 'Match', { on }),
          slots: { a: ['A'], x: all(under, body), default: ['other'] },
        }),
    ),
    fc.tuple(children, fc.constantFrom('request', 'stream'), styles).map(
      ([body, mode, style]): Make =>
        (under) =>
          around(
            'Box',
            { as: 'div' },
            [...body, (own) => node(own, 'Text', { text: 'late: ${data.late}' })],
            {
              style,
              lazy: { when: 'load', mode, timeout: '1h', placeholder: ['Wait for ${params.q}'] },
              catch: [node(under, 'Text', { text: 'Failed: ${error.status}' })],
            },
            under,
          ),
    ),
    fc.tuple(children, styles).map(
      ([body, style]): Make =>
        (under) =>
          around('Card', {}, body, { style, catch: ['${error.code}'], a11y: { label: 'Card ${params.q}' } }, under),
    ),
    fc.tuple(children, text).map(
      ([body, heading]): Make =>
        (under) => ({
          ...node(under, 'Frame', { heading }),
          slots: { default: all(under, body), row: ['${one.a} is ${one.n}'] },
        }),
    ),
    fc.constant<Make>((under) => ({
      ...node(under, 'Table', {
        rows: '${data.rows}',
        caption: 'Rows',
        key: 'a',
        columns: [
          { key: 'a', header: 'A' },
          { key: 'n', header: 'N', value: '${number(row.n, 1)}' },
        ],
      }),
      slots: { 'cell:a': [node(under, 'Badge', { text: '${value} ${index}' })], empty: ['No rows'] },
    })),
    fc.constant<Make>((under) => node(under, 'Include', { page: 'Part', params: { q: '${params.q}' } })),
  );
}
