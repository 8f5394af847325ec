import { describe, expect, it } from 'vitest';
import { catalog } from '../../components/catalog.ts';
import { defaultLimits } from '../../limits.ts';
import { parse } from '../1-parse/parse.ts';
import type { FrontContext, ResolvedElement, ResolvedNode } from '../flow.ts';
import { resolve } from './resolve.ts';

const envelope = (kind: string, id: string, version = '1.0.0') => ({
  $schema: `https://schema-studio.dev/ui/1/${kind}.json`,
  kind,
  id,
  version,
  title: id,
});
const text = (id: string, words: string, more: object = {}) => ({ id, type: 'Text', props: { text: words }, ...more });

/** Resolves the last document; the others are what it may use. */
function resolved(...documents: readonly object[]) {
  const texts = documents.map((document) => JSON.stringify(document, null, 2));
  const context: FrontContext = {
    documents: {
      find: (id) =>
        documents.flatMap((document, index) =>
          (document as { id: string }).id === id ? [{ text: texts[index]!, file: `${index}.json` }] : [],
        ),
    },
    core: { find: () => [] },
    components: catalog,
    settings: {},
    manifests: {},
    limits: defaultLimits,
    routes: undefined,
  };
  const result = resolve(parse(texts.at(-1)!, 'last.json', defaultLimits), context)!;
  return { ...result, codes: result.diagnostics.map(({ code }) => code) };
}

/** `Stack#root(Text#a "words")`, to compare trees by eye. */
function drawn(node: ResolvedNode | null): string {
  if (!node) return '-';
  if (node.kind === 'text') return `"${node.text}"`;
  const inside = Object.values(node.slots).flat().map(drawn).join(' ');
  const words = typeof node.props['text'] === 'string' ? ` "${node.props['text']}"` : '';
  return `${node.type}#${node.id}${words}${inside ? `(${inside})` : ''}`;
}

const frame = {
  ...envelope('layout', 'acme/frame'),
  params: { q: { type: 'string', maxLength: 80, default: '' } },
  messages: { en: { hello: 'Hello', bye: 'Bye' } },
  view: {
    id: 'frame',
    type: 'Stack',
    children: [
      text('brand', 'Acme'),
      text('claim', 'We ship', { note: 'short' }),
      { id: 'main', type: 'Slot', props: { name: 'default' }, children: [text('fallback', 'Nothing')] },
      { id: 'foot', type: 'Slot', props: { name: 'footer' }, children: [text('imprint', 'Imprint')] },
    ],
  },
};
const child = (parts: object) => ({ ...envelope('page', 'acme/page'), extends: 'acme/frame@^1.0.0', ...parts });

describe('extends (E3)', () => {
  it('puts content into slots and keeps the fallback of the others', () => {
    const { root, codes } = resolved(frame, child({ slots: { default: [text('own', 'Mine'), 'and text'] } }));
    expect(codes).toEqual([]);
    expect(drawn(root)).toBe(
      'Stack#frame(Text#brand "Acme" Text#claim "We ship" Text#own "Mine" "and text" Slot#foot(Text#imprint "Imprint"))',
    );
  });

  it('changes, removes, adds and moves inherited nodes', () => {
    const overrides = {
      brand: { props: { text: 'Globex' } },
      claim: null,
      frame: { children: [text('first', 'First', { $first: true }), text('second', 'Second', { $after: 'brand' })] },
    };
    const { root, codes } = resolved(frame, child({ overrides, slots: { default: [] } }));
    expect(codes).toEqual([]);
    expect(drawn(root)).toBe(
      'Stack#frame(Text#first "First" Text#brand "Globex" Text#second "Second" Slot#foot(Text#imprint "Imprint"))',
    );
  });

  it('remembers which document wrote what', () => {
    const { root } = resolved(frame, child({ overrides: { brand: { props: { text: 'Globex' } } } }));
    const brand = (root as ResolvedElement).slots['default']![0] as ResolvedElement;
    expect(brand.origin.unit.document.id).toBe('acme/frame');
    expect(brand.keyOrigins.get('props.text')).toMatchObject({ pointer: '/overrides/brand/props/text' });
    expect(brand.keyOrigins.get('props.text')?.unit.document.id).toBe('acme/page');
  });

  it('lets a layout in between fill, open and override', () => {
    const middle = {
      ...envelope('layout', 'acme/middle'),
      extends: 'acme/frame@^1.0.0',
      overrides: { brand: { props: { text: 'Middle' } } },
      slots: {
        default: [{ id: 'body', type: 'Card', children: [{ id: 'hole', type: 'Slot', props: { name: 'body' } }] }],
      },
    };
    const page = {
      ...child({ overrides: { body: { a11y: { label: 'Body' } } }, slots: { body: [text('own', 'Mine')] } }),
      extends: 'acme/middle@1',
    };
    const { root, codes } = resolved(frame, middle, page);
    expect(codes).toEqual([]);
    expect(drawn(root)).toBe(
      'Stack#frame(Text#brand "Middle" Text#claim "We ship" Card#body(Text#own "Mine") Slot#foot(Text#imprint "Imprint"))',
    );
  });

  it('narrows what it inherits, never widens it', () => {
    const narrower = resolved(
      frame,
      child({ params: { q: { maxLength: 40 }, page: { type: 'integer', default: 1 } } }),
    );
    expect(narrower.page.params['q']).toEqual({ type: 'string', maxLength: 40, default: '' });
    expect(Object.keys(narrower.page.params)).toEqual(['q', 'page']);
    expect(resolved(frame, child({ params: { q: { type: 'integer' } } })).codes).toContain('UI3107');
  });

  it('merges messages over those of the base', () => {
    const { page, unit } = resolved(frame, child({ messages: { en: { hello: 'Hi' } } }));
    expect(page.messages.get(unit)).toEqual({ en: { hello: 'Hi', bye: 'Bye' } });
    expect(page.messages.get(unit.base!)).toEqual({ en: { hello: 'Hello', bye: 'Bye' } });
  });

  it('tells about a circle of layouts', () => {
    const a = { ...envelope('layout', 'acme/a'), extends: 'acme/b@1' };
    const b = { ...envelope('layout', 'acme/b'), extends: 'acme/a@1' };
    expect(resolved(b, a).codes).toContain('UI3002');
  });
});

describe('uses', () => {
  const note = (version: string) => ({ ...envelope('component', 'acme/note', version), view: text('note', version) });
  const page = (range: string, uses: object = {}) => ({
    ...envelope('page', 'acme/page'),
    uses: { Note: `acme/note@${range}`, ...uses },
    view: { id: 'note', type: 'Note' },
  });

  it.each([
    ['^1.0.0', '1.2.0'],
    ['~1.1.0', '1.1.3'],
    ['1.0.0', '1.0.0'],
    ['^2.0.0-rc.1', '2.0.0-rc.1'],
  ])('takes the highest version that fits %s', (range, version) => {
    const versions = ['1.0.0', '1.1.0', '1.1.3', '1.2.0', '2.0.0-rc.1'].map(note);
    const { dependencies, codes } = resolved(...versions, page(range));
    expect(codes).toEqual([]);
    expect(dependencies).toMatchObject([{ id: 'acme/note', version }]);
  });

  it('takes one version per major for all who ask', () => {
    const box = {
      ...envelope('component', 'acme/box'),
      uses: { Note: 'acme/note@~1.1.0' },
      view: { id: 'box', type: 'Note' },
    };
    const both = { ...page('^1.0.0', { Box2: 'acme/box@^1.0.0' }) };
    const { dependencies, codes } = resolved(note('1.1.0'), note('1.2.0'), box, both);
    expect(codes).toEqual([]);
    expect(dependencies.map(({ id, version }) => `${id}@${version}`)).toEqual(['acme/box@1.0.0', 'acme/note@1.1.0']);
  });

  it('lets libraries use each other', () => {
    const library = (id: string, other: string, type: object) => ({
      ...envelope('library', id),
      uses: { other: `${other}@1` },
      defs: { types: { Own: type } },
    });
    const a = library('acme/a', 'acme/b', { type: 'object', properties: { b: { $ref: 'other#/defs/types/Own' } } });
    const b = library('acme/b', 'acme/a', { type: 'integer' });
    const user = {
      ...envelope('page', 'acme/page'),
      uses: { a: 'acme/a@1' },
      params: { p: { $ref: 'a#/defs/types/Own' } },
      view: text('x', 'x'),
    };
    const { page: contract, codes } = resolved(a, b, user);
    expect(codes).toEqual([]);
    expect(contract.params['p']).toEqual({ type: 'object', properties: { b: { type: 'integer' } } });
  });
});

describe('$ref', () => {
  it('brings nodes with ids of their own, and lets siblings change them', () => {
    const page = {
      ...envelope('page', 'acme/page'),
      defs: { nodes: { pair: { id: 'pair', type: 'Stack', children: [text('left', 'L'), text('right', 'R')] } } },
      view: {
        id: 'root',
        type: 'Stack',
        children: [
          { $ref: '#/defs/nodes/pair', id: 'one' },
          { $ref: '#/defs/nodes/pair', id: 'two', children: [{ id: 'left', type: 'Text', props: { text: 'LL' } }] },
        ],
      },
    };
    const { root, codes } = resolved(page);
    expect(codes).toEqual([]);
    expect(drawn(root)).toBe(
      'Stack#root(Stack#one(Text#one--left "L" Text#one--right "R") Stack#two(Text#two--left "LL" Text#two--right "R"))',
    );
  });

  it('reads type names and further references where the target was written', () => {
    const note = { ...envelope('component', 'acme/note'), view: text('note', 'Note') };
    const library = {
      ...envelope('library', 'acme/parts'),
      uses: { Inner: 'acme/note@1' },
      defs: { nodes: { hello: { id: 'hello', type: 'Inner' } } },
    };
    const page = {
      ...envelope('page', 'acme/page'),
      uses: { parts: 'acme/parts@1' },
      view: { id: 'root', type: 'Stack', children: [{ $ref: 'parts#/defs/nodes/hello', id: 'greeting' }] },
    };
    const { root, codes } = resolved(note, library, page);
    expect(codes).toEqual([]);
    expect(drawn(root)).toBe('Stack#root(Inner#greeting)');
  });

  it('merges what stands beside a reference to an action or a style', () => {
    const page = {
      ...envelope('page', 'acme/page'),
      defs: {
        actions: { go: { do: 'navigate', href: '/a', once: true } },
        styles: { box: { gap: '{space.2}', states: { hover: { opacity: 1 } } } },
      },
      view: {
        id: 'root',
        type: 'Button',
        props: { text: 'Go' },
        on: { click: { $ref: '#/defs/actions/go', href: '/b' } },
        style: { $ref: '#/defs/styles/box', gap: '{space.4}' },
      },
    };
    const root = resolved(page).root as ResolvedElement;
    expect(root.on).toEqual({ click: { do: 'navigate', href: '/b', once: true } });
    expect(root.style).toEqual({ gap: '{space.4}', states: { hover: { opacity: 1 } } });
  });
});

describe('a component document', () => {
  const note = {
    ...envelope('component', 'acme/note'),
    props: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
    view: text('note', '${props.text}'),
    examples: [
      { id: 'short', props: { text: 'Hi' } },
      { id: 'long', props: { text: 'Hello there' } },
    ],
  };

  it('stands for its first example', () => {
    const { root, component } = resolved(note);
    expect(drawn(root)).toBe('acme/note#short "Hi"');
    expect(component?.props).toMatchObject({ additionalProperties: false });
  });
});

describe('fallback (E3)', () => {
  const page = (fallback: unknown) => ({
    ...envelope('page', 'acme/p'),
    view: {
      id: 'root',
      type: 'Stack',
      children: [{ id: 'map', type: 'StoreMap', style: { padding: '{space.4}' }, fallback }, text('after', 'After')],
    },
  });
  it.each([
    ['drop', 'Stack#root(Text#after "After")'],
    ['placeholder', 'Stack#root(Box#map Text#after "After")'],
    [text('instead', 'No map'), 'Stack#root(Text#instead "No map" Text#after "After")'],
  ])('%j stands for a type that is not there', (fallback, tree) => {
    const { root, codes } = resolved(page(fallback));
    expect(drawn(root)).toBe(tree);
    expect(codes).toEqual(['UI3020']);
  });
});
