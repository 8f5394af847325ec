import { describe, expect, it } from 'vitest';
import { catalog } from '../components/catalog.ts';
import { defineComponent } from '../components/define-component.ts';
import { prop } from '../components/prop.ts';
import { createEngine } from '../create-engine.ts';
import { documentSchema } from '../document/json-schema.ts';
import { threadTime } from '../thread-time.testing.ts';
import {
  colorsIn,
  complete,
  definitionsAt,
  folds,
  formatted,
  hover,
  links,
  outline,
  referencesAt,
  rename,
  semanticTokens,
  signatureAt,
  surroundings,
  viewAt,
  viewOf,
} from './index.ts';
import { cases, projectWith } from './samples/cases.testing.ts';

const askEverything = (text: string, offset: number) => {
  const own = { path: 'here.page.json', text };
  const view = viewOf(projectWith([own]), own);
  complete(view, offset);
  hover(view, offset);
  definitionsAt(view, offset);
  referencesAt(view, offset);
  rename(view, offset, 'other');
  signatureAt(view, offset);
  surroundings(view.text, offset);
  for (const all of [outline(view), colorsIn(view), links(view)]) void all;
  for (const all of [folds(view.text), formatted(view.text), semanticTokens(view.text)]) void all;
};

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

describe('any position of any sample', () => {
  it('is answered without a throw, in whole and in broken texts, in little time (A1)', () => {
    const times: number[] = [];
    cases.forEach(({ text }, at) => {
      // Another part of the positions in each case: all of them together see every kind of place.
      for (let offset = at % 7; offset <= text.length; offset += 7) {
        times.push(threadTime(() => askEverything(offset % 2 === 0 ? text : text.slice(0, offset), offset)));
      }
    });
    expect(times.length).toBeGreaterThan(1_500);
    expect(median(times)).toBeLessThan(50);
  });

  it('is answered in texts that are hardly JSON', () => {
    const texts = [
      '',
      '{',
      '}',
      '"',
      '[[[[',
      '{"a"',
      '{"view":{"type":"',
      '"${',
      '{"a": "${t(\'',
      'nul',
      '\uFEFF{ }',
      '{"__proto__": {"a": 1}}',
    ];
    texts.push('['.repeat(100_000), `{"view": ${'{"children":['.repeat(60)}`, `{"a":"${'${'.repeat(1_000)}"}`);
    for (const text of texts) for (const offset of [0, text.length >> 1, text.length]) askEverything(text, offset);
  });
});

/** A page of many nodes with a table of expressions, as large as the limits allow. */
function largePage(nodes: number): string {
  const children = Array.from({ length: nodes - 1 }, (_, at) => ({
    id: `node-${at}`,
    type: 'Text',
    let: { count: `\${${at} + 1}` },
    props: { text: `Row \${count} of \${params.q ?? 'none'}`, tone: 'accent' },
    style: { padding: '{space.page}' },
  }));
  const page = {
    kind: 'page',
    id: 'acme/large',
    version: '1.0.0',
    title: 'Large',
    $schema: 'x',
    params: { q: { type: 'string' } },
    view: { id: 'root', type: 'Stack', children },
  };
  return JSON.stringify(page, null, 2);
}

describe('a page of 2,000 nodes', () => {
  const text = largePage(1_999);
  const offset = text.indexOf('params.q', text.length >> 1) + 'params.'.length;

  it('answers in less than 20 ms (A1)', () => {
    const own = { path: 'here.page.json', text };
    const project = projectWith([own]);
    const view = viewOf(project, own);
    const inProps = text.indexOf('"tone"', offset) + 2;
    const asks = {
      complete: () => complete(view, offset),
      keys: () => complete(view, inProps),
      hover: () => hover(view, offset),
      definition: () => definitionsAt(view, offset),
      references: () => referencesAt(view, offset),
      rename: () => rename(view, offset, 'search'),
      signature: () => signatureAt(view, offset),
    };
    expect(complete(view, offset).map(({ label }) => label)).toEqual(['q']);
    for (const [name, ask] of Object.entries(asks)) {
      const times = Array.from({ length: 15 }, () => threadTime(ask));
      const middle = median(times);
      expect(middle, `${name}: ${middle.toFixed(1)} ms`).toBeLessThan(20);
    }
  });

  it('completes behind a keystroke without reading more than the text again (A1)', () => {
    const times = Array.from({ length: 9 }, (_, at) => {
      const typed = `${text.slice(0, offset)}${'q'.repeat(at % 3)}${text.slice(offset)}`;
      const own = { path: 'here.page.json', text: `${typed}${' '.repeat(at)}` };
      const project = projectWith([own]);
      return threadTime(() => expect(complete(viewOf(project, own), offset).length).toBeGreaterThan(0));
    });
    expect(median(times)).toBeLessThan(100);
  });
});

describe('what a definition declares', () => {
  const gauge = defineComponent({
    type: 'Gauge',
    summary: 'Shows how full something is.',
    category: 'data',
    props: {
      level: prop.integer(0, 100, { required: true, about: 'How full it is.' }),
      shape: prop.axis(['round', 'flat'], { about: 'How it looks.' }),
    },
    slots: { default: { description: 'Beside it.' } },
    styles: { base: '' },
    examples: [{ id: 'half', props: { level: 50 } }],
    emit: (_, out) => out.slot('default'),
  });
  const components = new Map([...catalog, [gauge.type, gauge]]);
  const at = (marked: string) => {
    const offset = marked.indexOf('|');
    const own = { path: 'here.page.json', text: marked.replace('|', '') };
    return { view: viewOf(projectWith([own], { components }), own), offset };
  };

  it('is known to completion, hover and schema with no other edit (E1)', () => {
    const types = at('{ "view": { "id": "a", "type": "|" } }');
    expect(complete(types.view, types.offset).map(({ label }) => label)).toContain('Gauge');
    const props = at('{ "view": { "id": "a", "type": "Gauge", "props": { | } } }');
    expect(complete(props.view, props.offset).map(({ label }) => label)).toEqual(['level', 'shape']);
    const values = at('{ "view": { "id": "a", "type": "Gauge", "props": { "shape": "|" } } }');
    expect(complete(values.view, values.offset).map(({ label }) => label)).toEqual(['flat', 'round']);
    const about = at('{ "view": { "id": "a", "type": "Gauge", "props": { "le|vel": 1 } } }');
    expect(hover(about.view, about.offset)?.about).toContain('How full it is.');
    const nodes = at('{ "view": { "id": "a", "type": "Stack", "children": [|] } }');
    const node = complete(nodes.view, nodes.offset).find(({ label }) => label === 'Gauge');
    expect(node?.insert).toContain('"level": $1');
    expect(JSON.stringify(documentSchema('page', components))).toContain('How full it is.');
  });

  it('is what the catalog of the engine is made of, so that validation knows it too (E1)', () => {
    const [, some] = [...catalog][0]!;
    const type = some.type;
    const text = JSON.stringify({
      kind: 'page',
      id: 'acme/x',
      version: '1.0.0',
      title: 'X',
      $schema: 'x',
      view: { id: 'a', type, props: { unheardOf: 1 } },
    });
    const told = createEngine()
      .compile(text)
      .diagnostics.filter(({ code }) => code === 'UI2019');
    expect(told).toHaveLength(1);
    const own = { path: 'here.page.json', text };
    const view = viewAt(projectWith([own]), 'here.page.json')!;
    const offered = complete(view, text.indexOf('unheardOf')).map(({ label }) => label);
    expect(offered.toSorted()).toEqual(Object.keys(some.props).toSorted());
  });
});
