import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../components/catalog.ts';
import { createEngine } from '../../create-engine.ts';
import { node } from '../../document/shapes/node.ts';
import type { Engine, OptimizerSwitches, RenderInput } from '../../engine.ts';
import type { Program } from '../../program.ts';
import { readSample, sampleNames } from '../../samples/sample.testing.ts';
import { randomInput, randomPage, usedByRandomPages } from './random-page.testing.ts';

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

function expectSameBytes(text: string, input: RenderInput, engine = createEngine()): void {
  const pages = combinations.map((optimize) => engine.render(compile(engine, text, optimize), input).html);
  expect(new Set(pages).size).toBe(1);
}

const emptyPage = {
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/page',
  version: '1.0.0',
  title: 'Test',
};

describe('the optimizer changes no byte (E12)', () => {
  it.each(sampleNames)('of the sample %s', (name) => {
    const { text, input, engine: engineOf } = readSample(name);
    const engine = engineOf();
    expectSameBytes(text, input(engine.compile(text)), engine);
  });

  it('of a text that becomes a message only by folding', () => {
    const slots = { 'inline:a': [{ id: 'a', type: 'Text', props: { text: '${words}', as: 'em' } }] };
    const view = { id: 'root', type: 'Text', props: { text: "${true ? t('k') : ''}" }, slots };
    const messages = { en: { k: 'One {#a}two{/a}' } };
    const page = { ...emptyPage, messages, view };
    expectSameBytes(JSON.stringify(page), {});
  });

  it('of what only a branch that is never shown refers to', () => {
    const button = (id: string, click: object) => ({ id, type: 'Button', props: { text: 'Go' }, on: { click } });
    const children = [
      { id: 'shown', type: 'Text', props: { text: 'Shown' } },
      { id: 'never', type: 'Text', if: '${1 > 2}', props: { text: 'x' } },
    ];
    for (const click of [
      { do: 'refresh', target: 'shown' },
      { do: 'request', call: 'a.call' },
    ]) {
      const never = { id: 'box', type: 'Box', props: { as: 'div' }, if: '${false}', children: [button('go', click)] };
      const view = { id: 'root', type: 'Page', children: [...children, never] };
      expectSameBytes(JSON.stringify({ ...emptyPage, route: '/', view }), {});
    }
  });

  it.each([
    { id: 'gone', type: 'Text', if: '${false}', props: { text: 'x' } },
    { id: 'gone', type: 'Stack', let: { no: '${1 > 2}' }, if: '${no}' },
    {
      id: 'gone',
      type: 'Fragment',
      for: { each: "${['a', 'b']}", as: 'it', key: '${it}' },
      children: [{ id: 'in', type: 'Card', children: [{ id: 'a', type: 'Stack', if: "${it == 'a'}" }] }],
    },
  ])('of an element whose content is never shown: %j', (child) => {
    const children = [{ id: 'card', type: 'Card', slots: { default: [child] } }];
    expectSameBytes(JSON.stringify({ ...emptyPage, view: { id: 'root', type: 'Page', children } }), {});
  });

  it('of random documents that say every word of nodes and show nearly every component', () => {
    const pages = fc.sample(randomPage, { numRuns: 600, seed: 3 }).map((page) => JSON.stringify(page));
    const said = (word: string) => pages.some((page) => page.includes(`"${word}":`));
    expect(['extends', 'overrides', 'uses', 'forms', 'messages', 'defs', 'data'].filter((key) => !said(key))).toEqual(
      [],
    );
    expect(nodeWords.filter((word) => !said(word))).toEqual([]);
    const types = [...catalog.keys()].filter((type) => pages.some((page) => page.includes(`"type":"${type}"`)));
    expect(types.length).toBeGreaterThan(45);
  });

  // All eight for some, and everything on beside everything off for many: what differs at all differs there first.
  it('of random documents, in every combination', () => {
    const engine = randomEngine();
    fc.assert(
      fc.property(randomPage, randomInput, (page, input) => expectSameBytes(JSON.stringify(page), input, engine)),
      { numRuns: 40 },
    );
  });

  it('of 10,000 random documents, all on beside all off, and the same on a second run', () => {
    const engine = randomEngine();
    const [off, on] = [combinations[0], combinations.at(-1)] as [OptimizerSwitches, OptimizerSwitches];
    fc.assert(
      fc.property(randomPage, randomInput, (page, input) => {
        const text = JSON.stringify(page);
        const plain = engine.render(compile(engine, text, off), input).html;
        const optimized = compile(engine, text, on);
        return engine.render(optimized, input).html === plain && engine.render(optimized, input).html === plain;
      }),
      { numRuns: 10_000 },
    );
  }, 900_000);
});

const randomEngine = () => {
  const find = (id: string) =>
    usedByRandomPages.filter((text) => text.includes(`"id":"${id}"`)).map((text) => ({ text }));
  return createEngine({ cache: false, documents: { find } });
};

/** Keys of nodes, without "final": only layouts have it, and it only says who may change what. */
const nodeWords = (node.kind === 'either' ? node.shapes : [])
  .flatMap((shape) => (shape.kind === 'object' ? Object.keys(shape.keys) : []))
  .filter((word) => word !== 'final');
