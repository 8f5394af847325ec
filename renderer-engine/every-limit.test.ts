import { expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { Limits, RenderInput } from './engine.ts';
import { defaultLimits } from './limits.ts';
import { RenderLimitError } from './stages/6-render/render-error.ts';

/** A document over one limit. */
interface Over {
  readonly most: number;
  /** How the diagnostic names it. */
  readonly says: string;
  readonly document: object;
  readonly others?: readonly object[];
  readonly input?: RenderInput;
  /** Lowered with it. */
  readonly lowered?: Partial<Limits>;
}

const document = (kind: string, id: string, more: object) => ({
  $schema: `https://schema-studio.dev/ui/1/${kind}.json`,
  kind,
  id,
  version: '1.0.0',
  title: 'T',
  ...more,
});
const page = (children: readonly unknown[], more: object = {}) =>
  document('page', 'acme/page', { view: { id: 'root', type: 'Stack', children }, ...more });
const words = (id: string, text = id) => ({ id, type: 'Text', props: { text } });
const stack = (id: string, ...children: readonly unknown[]) => ({ id, type: 'Stack', children });
const component = (id: string, view: object, more: object = {}) => document('component', id, { view, ...more });
const part = component('acme/part', stack('in', 'one', 'two'));
const outer = component('acme/outer', { id: 'in', type: 'Part' }, { uses: { Part: 'acme/part@^1.0.0' } });
const outermost = component('acme/outermost', { id: 'in', type: 'Outer' }, { uses: { Outer: 'acme/outer@^1.0.0' } });
const rows = { data: { rows: { source: 'rows', schema: { type: 'array', items: { type: 'integer' } } } } };
const loop = (id: string, as: string, more: object, ...children: readonly unknown[]) => ({
  ...stack(id, ...children),
  for: { each: '${data.rows}', as, key: `\${${as}}`, ...more },
});
const input = { data: { rows: [1, 2, 3, 4, 5] } };
const lazy = (id: string) => ({ ...stack(id, 'late'), lazy: { when: 'visible', placeholder: ['…'] } });
const integers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { type: 'integer' }]));
const color = { $type: 'color', $value: { colorSpace: 'srgb', components: [1, 0, 1] } };

const over: { readonly [name in keyof Limits]: Over } = {
  documentBytes: { most: 100, says: 'the document in bytes', document: page([]) },
  jsonDepth: { most: 3, says: 'the nesting of lists and objects', document: page([stack('a')]) },
  nodesPerDocument: {
    most: 2,
    says: 'the number of nodes in this document',
    document: page(['a', 'b', 'c'].map((id) => words(id))),
  },
  nodesExpanded: {
    most: 4,
    says: 'the number of nodes',
    document: page(
      ['a', 'b', 'c'].map((id) => ({ id, type: 'Part' })),
      { uses: { Part: 'acme/part@^1.0.0' } },
    ),
    others: [part],
  },
  nodeDepth: { most: 2, says: 'the nesting of nodes', document: page([stack('a', stack('b', stack('c')))]) },
  instanceDepth: {
    most: 1,
    says: 'components inside components',
    document: page([{ id: 'a', type: 'Outermost' }], { uses: { Outermost: 'acme/outermost@^1.0.0' } }),
    others: [part, outer, outermost],
  },
  uses: {
    most: 1,
    says: 'the number of used documents',
    document: page([], { uses: { Part: 'acme/part@^1.0.0', Outer: 'acme/outer@^1.0.0' } }),
    others: [part, outer],
  },
  dependencies: {
    most: 1,
    says: 'those of others included',
    document: page([{ id: 'a', type: 'Outer' }], { uses: { Outer: 'acme/outer@^1.0.0' } }),
    others: [part, outer],
  },
  extendsChain: {
    most: 1,
    says: 'the chain of "extends"',
    document: document('page', 'acme/page', { extends: 'acme/inner@^1.0.0' }),
    others: [
      document('layout', 'acme/inner', { extends: 'acme/base@^1.0.0' }),
      document('layout', 'acme/base', { view: stack('root') }),
    ],
  },
  referenceDepth: {
    most: 1,
    says: 'the chain of "$ref"',
    document: page([{ id: 'a', $ref: '#/defs/nodes/one' }], {
      defs: {
        nodes: {
          one: { id: 'one', $ref: '#/defs/nodes/two' },
          two: { id: 'two', $ref: '#/defs/nodes/three' },
          three: words('three'),
        },
      },
    }),
  },
  stringBytes: { most: 100, says: 'a text', document: page([words('a', 'x'.repeat(200))]) },
  markdownBytes: {
    most: 100,
    says: 'a text',
    lowered: { stringBytes: 60 },
    document: page([{ id: 'a', type: 'Markdown', props: { source: 'word '.repeat(40) } }]),
  },
  loopItems: {
    most: 2,
    says: 'the number of items of a loop',
    document: page([loop('a', 'row', {}, '${row}')], rows),
    input,
  },
  loopItemsHard: {
    most: 10,
    says: 'the "limit" of a loop',
    document: page([loop('a', 'row', { limit: 50 }, '${row}')], rows),
    input,
  },
  loopProduct: {
    most: 9,
    says: 'the number of items in nested loops',
    document: page([loop('a', 'row', {}, loop('b', 'column', {}, '${row * column}'))], rows),
    input,
  },
  expressions: { most: 1, says: 'the number of expressions', document: page(['${ctx.locale}', '${ctx.dir}']) },
  expressionSteps: {
    most: 5,
    says: 'steps',
    document: page(['${data.rows | map(x => x * 2 + 1) | sum()}'], rows),
    input,
  },
  renderSteps: {
    most: 5,
    says: 'the number of steps',
    document: page([loop('a', 'row', {}, '${row * 2}')], rows),
    input,
  },
  expressionCharacters: {
    most: defaultLimits.expressionCharacters,
    says: 'characters',
    document: page([`\${'${'x'.repeat(2_100)}'}`]),
  },
  htmlBytes: { most: 50, says: 'HTML', document: page(['${ctx.locale}', 'x'.repeat(100)]) },
  boundaryBytes: {
    most: 50,
    says: 'what one boundary holds',
    document: page([{ ...stack('a', 'x'.repeat(100), loop('b', 'row', {}, '${row}')), catch: ['sorry'] }], rows),
    input,
  },
  messages: {
    most: 1,
    says: 'the number of messages in one language',
    document: page(["${t('a')} ${t('b')}"], { messages: { en: { a: 'A', b: 'B' } } }),
  },
  tokens: {
    most: defaultLimits.tokens,
    says: 'the number of tokens',
    document: document('theme', 'acme/theme', {
      tenant: 'acme',
      tokens: {
        version: '2025.10',
        sets: { own: { sources: [Object.fromEntries(Array.from({ length: 3_001 }, (_, at) => [`c${at}`, color]))] } },
        resolutionOrder: [{ $ref: '#/sets/own' }],
      },
    }),
  },
  shots: {
    most: 1,
    says: 'the number of pictures',
    document: page([], { tests: { fixtures: { base: {} }, matrix: { locales: ['en', 'de'] } } }),
  },
  params: { most: 1, says: 'the number of params', document: page([], { params: integers('a', 'b') }) },
  formFields: {
    most: 1,
    says: 'the fields of "f"',
    document: page([], { forms: { f: { schema: { type: 'object', properties: integers('a', 'b') } } } }),
  },
  fragments: { most: 1, says: 'the number of fragments', document: page([lazy('a'), lazy('b')]) },
  includes: {
    most: 1,
    says: 'the number of included pages',
    document: page(
      ['a', 'b'].map((id) => ({ id, type: 'Include', props: { page: 'Other' } })),
      {
        uses: { Other: 'acme/other@^1.0.0' },
      },
    ),
    others: [document('page', 'acme/other', { view: stack('root', 'other') })],
  },
  programBytes: { most: 100, says: 'the size of the program in bytes', document: page([words('a')]) },
};

it.each(Object.keys(defaultLimits) as (keyof Limits)[])('tells a document that goes over %s (9.6)', (name) => {
  const { most, says, document: root, others = [], input: given = {}, lowered } = over[name];
  const texts = others.map((one) => ({ id: (one as { id: string }).id, text: JSON.stringify(one) }));
  const documents = { find: (id: string) => texts.filter((one) => one.id === id) };
  const tellings = (limits: Partial<Limits>) => {
    const engine = createEngine({ limits, documents });
    const { program, diagnostics } = engine.compile(JSON.stringify(root));
    const told: Diagnostic[] = [...diagnostics];
    try {
      if (program) told.push(...engine.render(program, given).diagnostics);
    } catch (error) {
      if (!(error instanceof RenderLimitError)) throw error;
      told.push(error.diagnostic);
    }
    return told
      .filter(({ code }) => code.startsWith('UI9') || code === 'UI4001')
      .map(({ code, message }) => `${code} ${message}`);
  };
  if (most < defaultLimits[name]) expect(tellings({})).toEqual([]);
  const told = tellings({ ...lowered, [name]: most });
  expect(told).toContainEqual(expect.stringContaining(says));
  expect(told.find((one) => one.includes(says))).toMatch(new RegExp(`\\b${most}\\b|${most.toLocaleString('en')}`));
});
