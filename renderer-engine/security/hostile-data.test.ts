import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { Json, JsonObject, NodeObject, PageDocument } from '../document/types.ts';

const calls = {
  calls: {
    'a.do': { version: '1.0.0', args: { type: 'object' }, result: {} },
    'a.get': { version: '1.0.0', safe: true, args: { type: 'object' }, result: {} },
  },
};
const engine = createEngine({ manifests: { calls }, routes: { 'test/hostile': '/x/{id}' } });

/** Everything that makes more of a value than text: addresses, arguments, keys, comparisons. */
const views: Readonly<Record<string, Omit<NodeObject, 'id'>>> = {
  'arguments of an action': {
    type: 'Button',
    props: { text: 'a' },
    on: { click: { do: 'request', call: 'a.do', with: { id: '${data.any}' } } },
  },
  'arguments of a download': {
    type: 'Button',
    props: { text: 'a' },
    on: { click: { do: 'download', call: 'a.get', with: { id: '${data.any}' } } },
  },
  'a param in a path': {
    type: 'Link',
    props: { text: 'a', to: { page: 'test/hostile', params: { id: '${data.any}' } } },
  },
  'a param in a query': {
    type: 'Link',
    props: { text: 'a', to: { page: 'test/hostile', params: { id: 'a', q: '${data.any}' } } },
  },
  'an address': { type: 'Link', props: { text: 'a', to: '${data.any}' } },
  'the keys of a loop': {
    type: 'Stack',
    children: [
      {
        id: 'one',
        type: 'Button',
        for: { each: '${[data.any]}', as: 'x', key: '${x}' },
        props: { text: 'a' },
        on: { click: { do: 'request', call: 'a.do', with: { id: '${x}' } } },
      },
    ],
  },
  'a comparison': { type: 'Text', if: '${data.any == [data.any]}', props: { text: 'a' } },
  'a list without repetitions': { type: 'Text', props: { text: '${size(unique([data.any, [data.any]]))}' } },
  'a message': { type: 'Text', props: { text: "${t('m', { x: data.any })}" } },
};

const page = (view: Omit<NodeObject, 'id'>): PageDocument => ({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/hostile',
  version: '1.0.0',
  title: 'Hostile',
  params: { id: { type: 'string', default: 'i' }, q: { type: 'string', default: 'q' } },
  data: { any: { source: 'a.b', schema: {} } },
  messages: { en: { m: '{$x}' } },
  view: { ...view, id: 'root' },
});

const nested = (depth: number): Json => JSON.parse(`${'['.repeat(depth)}"\\ud800"${']'.repeat(depth)}`) as Json;
const values: Readonly<Record<string, Json>> = {
  'half a character': 'a\ud800b',
  'the other half': '\udc00',
  'half a character 230 deep': nested(230),
  '100,000 lists in each other': nested(100_000),
  'names of what every object has': JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  ),
};

describe('data that nobody expects is shown or refused, and never stops a page (E2, S1, S3)', () => {
  const all = Object.entries(views).flatMap(([place, view]) =>
    Object.entries(values).map(([kind, any]) => [kind, place, view, any] as const),
  );
  it.each(all)('%s in %s', (_kind, _place, view, any) => {
    const { program } = engine.compile(page(view));
    const { html, status, diagnostics: told } = engine.render(program!, { data: { any } as JsonObject });
    expect(html.isWellFormed()).toBe(true);
    expect(Object.keys(Object.prototype)).toEqual([]);
    const isDeep = JSON.stringify(told).includes('is nested more than 256 deep');
    expect(status).toBe(isDeep ? 500 : 200);
    expect(isDeep).toBe(any === values['100,000 lists in each other']);
  });

  it.each(Object.entries(values))('%s in a form', async (_, any) => {
    const form = { schema: { type: 'object', properties: { x: {} } }, rules: [] };
    const { program } = engine.compile({ ...page({ type: 'Text', props: { text: 'a' } }), forms: { own: form } });
    const { layers } = await engine.validate(program!, 'own', { x: any });
    expect(layers[0]!.errors.map(({ rule }) => rule)).toEqual(
      any === values['100,000 lists in each other'] ? ['depth'] : [],
    );
  });
});
