import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../create-engine.ts';
import type { JsonObject, NodeObject } from '../../document/types.ts';
import type { Engine, OptimizerSwitches, RenderInput } from '../../engine.ts';
import type { Program } from '../../program.ts';

const combinations: readonly OptimizerSwitches[] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ({
  fold: (bits & 1) !== 0,
  removeDeadBranches: (bits & 2) !== 0,
  mergeStatic: (bits & 4) !== 0,
}));

/** The hash names the program, and programs differ; addresses of actions carry it, so it is made equal here. */
function compile(engine: Engine, text: string, optimize: OptimizerSwitches): Program {
  const { program } = engine.compile(text, { optimize });
  if (!program) throw new Error('The document gave no program.');
  return { ...program, hash: `sha256-${'A'.repeat(43)}` };
}

function expectSameBytes(text: string, input: RenderInput, documents: readonly string[] = []): void {
  const find = (id: string) => documents.filter((one) => JSON.parse(one).id === id).map((one) => ({ text: one }));
  const engine = createEngine({ documents: { find } });
  const pages = combinations.map((optimize) => engine.render(compile(engine, text, optimize), input).html);
  expect(new Set(pages).size).toBe(1);
}

const folder = new URL('../../samples/', import.meta.url);
const samples = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/document.json`, folder)));

function sample(name: string) {
  const read = (file: string) => readFileSync(new URL(`${name}/${file}`, folder), 'utf8');
  const has = (file: string) => existsSync(new URL(`${name}/${file}`, folder));
  const input = JSON.parse(has('input.json') ? read('input.json') : '{}') as RenderInput;
  const documents = has('documents') ? readdirSync(new URL(`${name}/documents`, folder)) : [];
  return { document: read('document.json'), input, documents: documents.map((file) => read(`documents/${file}`)) };
}

const emptyPage = {
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/page',
  version: '1.0.0',
  title: 'Test',
};

describe('the optimizer changes no byte (E12)', () => {
  it.each(samples)('of the sample %s', (name) => {
    const { document, input, documents } = sample(name);
    expectSameBytes(document, input, documents);
  });

  it('of a text that becomes a message only by folding', () => {
    const slots = { 'inline:a': [{ id: 'a', type: 'Text', props: { text: '${words}', as: 'em' } }] };
    const view = { id: 'root', type: 'Text', props: { text: "${true ? t('k') : ''}" }, slots };
    const messages = { en: { k: 'One {#a}two{/a}' } };
    const page = { ...emptyPage, messages, view };
    expectSameBytes(JSON.stringify(page), {});
  });

  it('of random documents', () => {
    fc.assert(
      fc.property(
        randomPage,
        fc.array(fc.record({ a: fc.string(), n: fc.integer() }), { maxLength: 4 }),
        (page, rows) => {
          expectSameBytes(JSON.stringify(page), { data: { rows }, params: { q: 'x' } });
        },
      ),
      { numRuns: 40 },
    );
  });
});

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

const randomPage = fc.array(randomNode(2), { minLength: 1, maxLength: 4 }).map((nodes) => {
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
