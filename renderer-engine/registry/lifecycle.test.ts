import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defineComponent } from '../components/define-component.ts';
import { prop } from '../components/prop.ts';
import { createEngine } from '../create-engine.ts';
import type { JsonObject } from '../document/types.ts';
import type { EngineOptions } from '../engine.ts';
import { fixtureInput } from '../fixture-input.ts';
import { refresh } from '../one-page.testing.ts';
import { withoutMarks } from '../stages/5-emit/without-marks.ts';
import { component } from './component-files.testing.ts';

/** A host's own type, whose code fails for one of its props. */
const gauge = defineComponent({
  type: 'Gauge',
  summary: 'Shows how full something is.',
  category: 'data',
  props: { value: prop.number({ required: true }), broken: prop.flag() },
  styles: { base: '.ui-gauge { color: red; }' },
  examples: [{ id: 'half', props: { value: 0.5 } }],
  emit: ({ value, broken }, out) =>
    out.root('meter', { class: 'ui-gauge', value }, () => {
      if (broken.constant && broken.value) throw new Error('The needle fell off.');
    }),
});

const page = (children: readonly JsonObject[], more: JsonObject = {}) =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/home',
    version: '1.0.0',
    title: 'Home',
    params: { n: { type: 'integer', default: 3 }, name: { type: 'string' } },
    view: { id: 'root', type: 'Stack', children },
    ...more,
  });
const text = (id: string, words: string) => ({ id, type: 'Text', props: { text: words } });
const rows = {
  id: 'rows',
  type: 'Box',
  children: [{ ...text('row', '${i}'), for: { each: '${range(1, params.n)}', as: 'i', key: '${i}' } }],
};

function started(options: EngineOptions, document: string) {
  const engine = createEngine({ components: [gauge], metrics: { every: 1, now: () => 1000 }, ...options });
  const { program, diagnostics } = engine.compile(document);
  const metricsOf = (type: string) => engine.statistics().components?.types.find((one) => one.type === type);
  return { engine, program: program!, diagnostics, metricsOf };
}

const boxes = (html: string) => html.match(/data-code="[^"]+"/g) ?? [];

describe('types of the host (8.1)', () => {
  it('render and bring their styles', () => {
    const { engine, program, diagnostics } = started({}, page([{ id: 'g', type: 'Gauge', props: { value: 0.5 } }]));
    expect(diagnostics).toEqual([]);
    expect(engine.render(program).html).toContain('<meter class="ui-gauge" value="0.5"></meter>');
    expect(engine.styles(program).css).toContain('.ui-gauge');
  });

  it('may not take the name of another', () => {
    expect(() => createEngine({ components: [{ ...gauge, type: 'Button' }] })).toThrow('Button');
  });
});

describe('a component that fails (E7)', () => {
  const broken = { id: 'g', type: 'Gauge', props: { value: 1, broken: true } };

  it('leaves an error with code and id in its place, and the page stays', () => {
    const { engine, program, diagnostics, metricsOf } = started(
      {},
      page([text('a', 'Before'), broken, text('b', 'After')]),
    );
    expect(diagnostics).toMatchObject([{ code: 'UI9203', severity: 'error', node: 'g' }]);
    expect(diagnostics[0]?.message).toContain('The needle fell off.');
    const { html } = engine.render(program, { late: { errorId: 'e-17' } });
    expect(html).toContain('Before');
    expect(html).toContain('After');
    expect(html).not.toContain('<meter');
    expect(boxes(html)).toEqual(['data-code="UI9203"']);
    expect(html).toContain('e-17');
    expect(metricsOf('Gauge')).toMatchObject({ errors: 1, lastError: { code: 'UI9203', at: 1000 } });
  });

  it('is caught by the nearest boundary', () => {
    const { engine, program } = started(
      {},
      page([{ id: 'safe', type: 'Boundary', catch: [text('sorry', '${error.code} ${error.id}')], children: [broken] }]),
    );
    const { html } = engine.render(program, { late: { errorId: 'e-18' } });
    expect(boxes(html)).toEqual([]);
    expect(html).toContain('UI9203 e-18');
  });

  it('is counted under the component document around it, and under the built-in', () => {
    const named = component('acme/note', '1.0.0', {
      props: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
    });
    const { engine, program, metricsOf } = started(
      { documents: { find: (id) => (id === 'acme/note' ? [{ text: JSON.stringify(named) }] : []) } },
      page([{ id: 'n', type: 'Note', props: { text: '${params.name}' } }], { uses: { Note: 'acme/note@^1.0.0' } }),
    );
    engine.render(program, { params: { name: 'Ada' } });
    expect(metricsOf('acme/note')).toMatchObject({ renders: 1, errors: 0 });
    engine.render(program);
    expect(metricsOf('acme/note')).toMatchObject({ renders: 1, errors: 1, lastError: { code: 'UI5003' } });
  });
});

describe('a component whose code fails at render (E7)', () => {
  const data = { words: { source: 'a.words', schema: true } };
  const markdown = { id: 'm', type: 'Markdown', props: { source: '${data.words}' } };

  /** As it would be if the code behind Markdown had a mistake: it is called with nothing at all. */
  function broken(options: EngineOptions, children: readonly JsonObject[]) {
    const { engine, program, metricsOf } = started(options, page(children, { data }));
    const ops = program.ops.map((op) => (op[0] === 'call' ? ['call', op[1]!, null, ...op.slice(3)] : op));
    return { engine, metricsOf, program: { ...program, ops: ops as typeof program.ops } };
  }

  it('is contained: an error with code and id in its place, told and counted, in pages, fragments and streams', async () => {
    const inside = { id: 'part', type: 'Box', children: [markdown] };
    const { engine, program, metricsOf } = broken({}, [
      text('a', 'Before'),
      inside,
      text('b', 'After'),
      ...refresh('part'),
    ]);
    const input = { data: { words: 'Hello' }, late: { errorId: 'e-19' } };
    const { html, diagnostics, status } = engine.render(program, input);
    expect(status).toBe(200);
    expect(html).toMatch(/Before.*After/s);
    expect(boxes(html)).toEqual(['data-code="UI9203"']);
    expect(html).toContain('e-19');
    expect(diagnostics).toMatchObject([{ code: 'UI9203', severity: 'error', node: 'm' }]);
    expect(metricsOf('Markdown')).toMatchObject({ errors: 1, lastError: { code: 'UI9203', at: 1000 } });
    expect(boxes(engine.renderFragment(program, 'part', input)!.html)).toHaveLength(1);
    expect(metricsOf('Markdown')?.errors).toBe(2);
    let streamed = '';
    for await (const chunk of engine.renderStream(program, input)) streamed += chunk;
    expect(streamed).toBe(html);
    expect(metricsOf('Markdown')?.errors).toBe(3);
  });

  it('is caught by the nearest boundary', () => {
    const { engine, program, metricsOf } = broken({}, [
      { ...markdown, catch: [text('sorry', 'Caught ${error.code}')] },
    ]);
    const { html } = engine.render(program, { data: { words: 'Hello' } });
    expect(boxes(html)).toEqual([]);
    expect(html).toContain('Caught UI9203');
    expect(metricsOf('Markdown')?.errors).toBe(1);
  });

  it('is blamed on the component document around it too, and when it only goes over a limit of its own', () => {
    const named = component('acme/prose', '1.0.0', {
      props: { type: 'object', properties: { words: true } },
      view: { ...markdown, id: 'root', props: { source: '${props.words}' } },
    });
    const { engine, program, metricsOf } = started(
      { documents: { find: (id) => (id === 'acme/prose' ? [{ text: JSON.stringify(named) }] : []) } },
      page([{ id: 'n', type: 'Prose', props: { words: '${data.words}' } }], {
        data,
        uses: { Prose: 'acme/prose@^1.0.0' },
      }),
    );
    const { html } = engine.render(program, { data: { words: '> '.repeat(5_000) } });
    expect(boxes(html)).toEqual(['data-code="UI9001"']);
    for (const type of ['acme/prose', 'Markdown']) {
      expect(metricsOf(type)).toMatchObject({ errors: 1, lastError: { code: 'UI9001' } });
    }
  });

  it('is counted in the renders that are not measured as well', () => {
    const required = component('acme/note', '1.0.0', {
      props: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
    });
    const { engine, program, metricsOf } = started(
      {
        metrics: { every: 10 },
        documents: { find: (id) => (id === 'acme/note' ? [{ text: JSON.stringify(required) }] : []) },
      },
      page([{ id: 'n', type: 'Note', props: { text: '${params.name}' } }], { uses: { Note: 'acme/note@^1.0.0' } }),
    );
    for (let render = 0; render < 9; render++) engine.render(program);
    expect(engine.statistics().components).toMatchObject({ renders: 9, measured: 1 });
    expect(metricsOf('acme/note')).toMatchObject({ errors: 9, lastError: { code: 'UI5003' } });
  });
});

describe('limits of a component (E7)', () => {
  it.each([
    ['nodes', { Box: { nodes: 4 } }, 'nodes, its limit is 4'],
    ['bytes', { Box: { bytes: 200 } }, 'bytes, its limit is 200'],
  ])('on %s: within them nothing changes, past them comes the contained error', (_, componentLimits, words) => {
    const document = page([text('a', 'Before'), rows, text('b', 'After')]);
    const { engine, program, metricsOf } = started({ componentLimits }, document);
    const plain = createEngine();
    const unlimited = plain.render(plain.compile(document).program!);
    expect(engine.render(program).html).toBe(unlimited.html);
    const { html, diagnostics } = engine.render(program, { params: { n: 900 } });
    expect(boxes(html)).toEqual(['data-code="UI9002"']);
    expect(html).toContain('Before');
    expect(html).toContain('After');
    expect(html.length).toBeLessThan(unlimited.html.length + 300);
    // Nothing of the instance stays beside the error.
    expect(html).not.toContain('class="ui-box"');
    expect(html.match(/class="ui-text"/g)).toHaveLength(2);
    expect(diagnostics).toMatchObject([{ code: 'UI9002', node: 'rows' }]);
    expect(diagnostics[0]?.message).toContain(words);
    expect(metricsOf('Box')).toMatchObject({ renders: 1, errors: 1, overLimit: 1 });
  });

  it('on time: an instance that is slow gives way, and what is left of it is not even begun', () => {
    let time = 0;
    const { engine, program, metricsOf } = started(
      { clock: () => time++, componentLimits: { Box: { milliseconds: 50 } } },
      page([text('a', 'Before'), rows]),
    );
    expect(boxes(engine.render(program).html)).toEqual([]);
    time = 0;
    const { html } = engine.render(program, { params: { n: 900 } });
    expect(boxes(html)).toEqual(['data-code="UI9002"']);
    expect(time).toBeLessThan(200);
    expect(metricsOf('Box')?.overLimit).toBe(1);
  });

  it('on bytes count UTF-8, not letters', () => {
    const limited = (bytes: number) =>
      started({ componentLimits: { Box: { bytes } } }, page([{ id: 'b', type: 'Box', children: [text('t', '😀é')] }]));
    const box = '<div class="ui-box"><p class="ui-text">😀é</p></div>';
    const { engine, program } = limited(Buffer.byteLength(box));
    expect(engine.render(program).html).toContain(box);
    const less = limited(Buffer.byteLength(box) - 1);
    expect(boxes(less.engine.render(less.program).html)).toHaveLength(1);
  });

  it('are told by the instance they belong to, past boundaries inside it', () => {
    const inner = { id: 'inner', type: 'Boundary', catch: [text('no', 'Caught too early')], children: [rows] };
    const { engine, program } = started(
      { componentLimits: { Card: { nodes: 10 } } },
      page([
        {
          id: 'outer',
          type: 'Boundary',
          catch: [text('yes', 'Caught ${error.code}')],
          children: [{ id: 'card', type: 'Card', children: [inner] }],
        },
      ]),
    );
    const { html } = engine.render(program, { params: { n: 100 } });
    expect(html).toContain('Caught UI9002');
    expect(html).not.toContain('too early');
  });

  it('hold in a stream as well', async () => {
    const { engine, program } = started({ componentLimits: { '*': { nodes: 50 } } }, page([text('a', 'Before'), rows]));
    let html = '';
    for await (const chunk of engine.renderStream(program, { params: { n: 900 } })) html += chunk;
    expect(html).toBe(engine.render(program, { params: { n: 900 } }).html);
    expect(boxes(html)).toHaveLength(1);
  });
});

describe('metrics (E7)', () => {
  it('tell how often, how long and how much, of every nth render', () => {
    let time = 0;
    const { engine, program, metricsOf } = started(
      { metrics: { every: 3 }, clock: () => time++ },
      page([text('a', 'One'), text('b', 'Two')]),
    );
    for (let render = 0; render < 7; render++) engine.render(program);
    expect(engine.statistics().components).toMatchObject({ renders: 7, every: 3, measured: 3 });
    expect(metricsOf('Text')).toMatchObject({ renders: 6, mean: 1, max: 1, errors: 0, lastError: null });
    expect(metricsOf('Text')?.bytes).toBe('<p class="ui-text">One</p>'.length);
    expect(metricsOf('Stack')).toMatchObject({ renders: 3, mean: 5 });
  });

  it('are taken from fragments and streams too; the time a reader takes is nobody’s', async () => {
    let time = 0;
    const part = { id: 'part', type: 'Box', children: [text('a', 'x'.repeat(40_000))] };
    const { engine, program, metricsOf } = started({ clock: () => time++ }, page([part, ...refresh('part')]));
    engine.renderFragment(program, 'part');
    expect(metricsOf('Text')).toMatchObject({ renders: 1, max: 1 });
    const whole = engine.render(program).html;
    const paged = metricsOf('Box')!;
    let streamed = '';
    for await (const chunk of engine.renderStream(program)) {
      streamed += chunk;
      time += 1_000;
    }
    expect(streamed).toBe(whole);
    expect(engine.statistics().components).toMatchObject({ renders: 3, measured: 3 });
    expect(metricsOf('Box')).toMatchObject({ renders: 3, bytes: paged.bytes });
    expect(metricsOf('Box')!.bytes).toBeGreaterThan(40_000);
    expect(metricsOf('Box')!.max).toBeLessThan(1_000);
    expect(engine.statistics().pipeline.find(({ name }) => name === 'render')).toMatchObject({ runs: 3 });
  });

  it('tell how often a compilation was shared', () => {
    const { engine, metricsOf } = started({}, page([text('a', 'One')]));
    engine.compile(page([text('a', 'One')]));
    engine.compile(page([text('a', 'Two')]));
    engine.compile(page([text('a', 'One')]));
    expect(metricsOf('Text')?.cacheHitRate).toBe(0.5);
  });

  it('are not there for engines nobody asked to measure', () => {
    expect(createEngine().statistics().components).toBe(null);
  });

  const root = new URL('../samples/', import.meta.url);
  const samples = readdirSync(root).filter((name) => existsSync(new URL(`${name}/input.json`, root)));

  it.each(samples)('change neither bytes nor hash of sample %s', async (name) => {
    const folder = new URL(`${name}/`, root);
    const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');
    const others = existsSync(new URL('documents', folder)) ? readdirSync(new URL('documents', folder)) : [];
    const documents = others.map((path) => read(`documents/${path}`));
    const find = (id: string) => documents.filter((one) => JSON.parse(one).id === id).map((one) => ({ text: one }));
    const options = { documents: { find }, routes: { 'samples/text': '/text' } };
    const plain = createEngine(options).compile(read('document.json'));
    const engine = createEngine({ ...options, metrics: { every: 1 }, componentLimits: { '*': { nodes: 1e6 } } });
    const compiled = engine.compile(read('document.json'));
    const asked = JSON.parse(read('input.json'));
    const input = typeof asked === 'string' ? fixtureInput(compiled, asked) : asked;
    expect(compiled.program?.hash).toBe(plain.program?.hash);
    expect(withoutMarks(compiled.program!)).toEqual(plain.program);
    const { html } = engine.render(compiled.program!, input);
    expect(html).toBe(read('expected.html'));
    let streamed = '';
    for await (const chunk of engine.renderStream(compiled.program!, input)) streamed += chunk;
    expect(streamed).toBe(html);
    const sampled = createEngine({ ...options, metrics: { every: 2 } });
    const { program } = sampled.compile(read('document.json'));
    expect([1, 2].map(() => sampled.render(program!, input).html)).toEqual([html, html]);
  });
});
