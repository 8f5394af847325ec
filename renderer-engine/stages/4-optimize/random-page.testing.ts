import fc from 'fast-check';
import type { JsonObject, NodeObject } from '../../document/types.ts';
import type { RenderInput } from '../../engine.ts';
import { randomNode, type Under } from './random-node.testing.ts';

const envelope = (kind: string, name: string) => ({
  $schema: `https://schema-studio.dev/ui/1/${kind}.json`,
  kind,
  id: `test/${name}`,
  version: '1.0.0',
  title: name,
});

const rows = {
  type: 'array',
  items: {
    type: 'object',
    required: ['a', 'n'],
    properties: { a: { type: 'string' }, n: { type: 'integer' } },
  },
};
const contract = {
  params: { q: { type: 'string', default: '' } },
  data: {
    rows: { source: 'rows.all', schema: rows },
    late: { source: 'rows.late', schema: { type: 'string' }, load: 'lazy' },
  },
};

/** Documents that random pages use. */
export const usedByRandomPages: readonly string[] = [
  {
    ...envelope('component', 'frame'),
    props: {
      type: 'object',
      required: ['heading'],
      properties: { heading: { type: 'string' }, rows },
      additionalProperties: false,
    },
    slots: { default: {}, row: { provide: { one: 'rows[]' } } },
    view: {
      id: 'frame',
      type: 'Section',
      props: { heading: '${props.heading}' },
      children: [
        {
          id: 'own',
          type: 'Slot',
          props: { name: 'default' },
          children: [{ id: 'none', type: 'Text', props: { text: 'none' } }],
        },
        {
          id: 'each',
          type: 'Slot',
          for: { each: "${props.rows ?? [{ a: 'A', n: 1 }]}", as: 'it', key: '${it.a}' },
          props: { name: 'row', provide: { one: '${it}' } },
        },
      ],
    },
    examples: [{ id: 'one', props: { heading: 'One' } }],
  },
  {
    ...envelope('page', 'part'),
    params: contract.params,
    view: { id: 'part', type: 'Text', props: { text: 'Part of ${params.q}' } },
  },
  {
    ...envelope('layout', 'around'),
    ...contract,
    view: {
      id: 'base',
      type: 'Page',
      children: [
        { id: 'title', type: 'Heading', props: { text: 'Around', level: 1 } },
        { id: 'gone', type: 'Text', props: { text: 'Gone' } },
        { id: 'place', type: 'Slot', props: { name: 'main' } },
      ],
    },
  },
].map((document) => JSON.stringify(document));

const defs = {
  styles: { wide: { width: '100%' } },
  actions: { copy: { do: 'copy', text: '${params.q}' } },
  nodes: { sign: { id: 'sign', type: 'Text', props: { text: 'Sign for ${params.q}' } } },
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
};

const messages = {
  en: { plain: 'Plain <words>', many: '.input {$n :integer} .match $n one {{One}} * {{{$n} of them}}' },
};

/** Pages with every keyword that a pass of the optimizer may decide about; one in four fills a layout. */
export const randomPage: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.array(randomNode(2), { minLength: 1, maxLength: 3 }), fc.nat(3))
  .map(([makes, choice]) => {
    const under: Under = { next: 0, forms: {} };
    const shown = { id: 'shown', type: 'Text', props: { text: '${params.q} shown' } } as NodeObject;
    const nodes = [shown, ...makes.map((make) => make(under))];
    // What nobody uses is left out: ten thousand of these are compiled.
    const said = JSON.stringify(nodes);
    const used = <T extends object>(parts: T, sign: (name: string) => string): Partial<T> =>
      Object.fromEntries(Object.entries(parts).filter(([name]) => said.includes(sign(name)))) as Partial<T>;
    const page = {
      ...envelope('page', 'random'),
      params: contract.params,
      data: used(contract.data, (name) => `data.${name}`),
      route: '/random',
      uses: used({ Frame: 'test/frame@^1.0.0', Part: 'test/part@^1.0.0' }, (name) => `"${name}"`),
      ...(said.includes("t('") && { messages }),
      forms: under.forms,
      defs: used(defs, (name) => (name === 'components' ? '"Pill"' : `#/defs/${name}/`)),
    };
    return (choice > 0
      ? { ...page, view: { id: 'root', type: 'Page', children: nodes } }
      : {
          ...page,
          extends: 'test/around@^1.0.0',
          slots: { main: nodes },
          overrides: { title: { props: { text: 'Over ${params.q}' } }, gone: null },
        }) as unknown as JsonObject;
  });

/** What such a page is rendered with: rows, a lazy answer that may be missing, a reader, and whether lazy parts wait. */
export const randomInput: fc.Arbitrary<RenderInput> = fc
  .record({
    rows: fc.array(fc.record({ a: fc.string(), n: fc.integer() }), { maxLength: 4 }),
    q: fc.constantFrom('x', '', '<q>'),
    isLate: fc.boolean(),
    isKnown: fc.boolean(),
    lazy: fc.constantFrom('settled' as const, 'waiting' as const),
  })
  .map(({ rows, q, isLate, isKnown, lazy }) => ({
    params: { q },
    data: { rows, ...(!isLate && { late: 'here & <now>' }) },
    ...(isLate && { failures: { late: { status: 'timeout' as const } } }),
    ...(isKnown && { ctx: { user: { id: 'u', name: 'Ada & Co', roles: [] } } as never }),
    lazy,
  }));
