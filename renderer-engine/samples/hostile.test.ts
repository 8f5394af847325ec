import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { PageDocument } from '../document/types.ts';
import type { RenderInput } from '../engine.ts';
import { hostilePage } from './hostile-page.ts';

const root = new URL('./', import.meta.url);
const samples = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/input.json`, root)))
  .map(({ name }) => JSON.parse(readFileSync(new URL(`${name}/document.json`, root), 'utf8')) as PageDocument)
  .filter(({ view }) => view);

const own = [
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '</textarea></title></style></script><svg onload=alert(1)>',
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '//evil.example/x',
  'https://user:pass@evil.example/',
  '&lt;b&gt; &amp; &quot; &#x3c; &colon;',
  '${data.at[0]} {{x}} <%= x %>',
  '\u0000\u0001\ufffd\ud800 lone',
  '\u202eevil\u202c \u2028\u2029',
  '',
  '\r\n\r\nSet-Cookie: a=b',
  '__proto__',
  'constructor',
];

/** Published lists of attack strings; beside the project, so they may be missing. */
const corpus = new URL('../../../shared/corpora/', import.meta.url);
const listed = ['xss-shared.json', 'naughty-strings.json', 'html-entities.json'].map((file) => ({
  file,
  strings: existsSync(new URL(file, corpus))
    ? stringsIn(JSON.parse(readFileSync(new URL(file, corpus), 'utf8')))
    : null,
}));

/** Components that make elements of a text: it decides which, and `check` still says what they may be. */
const rich = /\bui-(markdown|code|chart)\b/;

const shifts = [0, 1, 13, 29, 41, 58, 73, 97];
const { page, places } = hostilePage(samples);
const engine = createEngine();
const { program, diagnostics } = engine.compile(page);
const plain = skeletonOf(render(() => 'plain'));

describe('hostile strings (S1)', () => {
  it('have a page to go to, with a place for every kind of text', () => {
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(places).toBeGreaterThan(100);
  });

  it('never change which elements and attributes there are', () => {
    for (const [at, text] of own.entries()) checkAll((place) => own[(at + place) % own.length] ?? text);
  });

  it('are what is read back from text and attributes', () => {
    for (const text of own) {
      const html = engine.render(textProgram!, { params: { text } }).html;
      const elements = elementsOf(html);
      const heading = elements.find(({ tag }) => tag === 'h1');
      const field = elements.find(({ attributes }) => 'placeholder' in attributes);
      const expected = text.toWellFormed().replaceAll('\u0000', '\ufffd');
      expect(heading?.text).toBe(expected);
      // A line break is no part of the value of a one-line input, but it is of the attribute.
      expect(field?.attributes['placeholder']).toBe(expected);
    }
  });

  it('are harmless as constants of a document as well', () => {
    for (const text of own) {
      const constant = text.replaceAll('${', '$${').toWellFormed();
      const view = { id: 'a', type: 'Link', props: { text: constant, to: constant === '' ? '#' : constant } };
      const compiled = engine.compile({ ...page, data: {}, head: {}, view } as PageDocument);
      if (compiled.program) check(elementsOf(engine.render(compiled.program).html));
    }
  });

  it('make nothing but harmless elements in Markdown', () => {
    const attacks = listed.filter(({ file }) => file !== 'html-entities.json').flatMap(({ strings }) => strings ?? []);
    const strings = [...own, ...attacks];
    const texts = strings.flatMap((text) => [
      text,
      `[a](${text})`,
      `![a](<${text}>)`,
      `[a]: ${text}\n\n[a]`,
      `<${text}>`,
    ]);
    const { program } = engine.compile({ ...page, head: {}, view: markdownView } as PageDocument);
    for (let start = 0; start < texts.length; start += 40) {
      const { html } = engine.render(program!, { data: { at: texts.slice(start, start + 40) } });
      check(elementsOf(html));
    }
  });

  for (const { file, strings } of listed) {
    if (!strings) {
      console.info(`${file} is not there; its strings were not tried.`);
      continue;
    }
    it(`of ${file} stay text`, () => {
      // Each render holds as many strings as there are places; a shift puts each string into another place.
      for (let start = 0; start < strings.length; start += places)
        for (const shift of shifts) checkAll((place) => strings[(start + place + shift) % strings.length] ?? '');
    });
  }
});

const markdownView = {
  id: 'texts',
  type: 'Stack',
  children: [
    {
      id: 'text',
      type: 'Markdown',
      for: { each: '${data.at}', as: 'text', index: 'index', key: '${index}' },
      props: { source: '${text}' },
    },
  ],
};

const textProgram = engine.compile({
  ...page,
  data: {},
  head: {},
  params: { text: { type: 'string', default: '' }, q: { type: 'string', default: '' } },
  view: {
    id: 'stack',
    type: 'Form',
    props: { method: 'get' },
    children: [
      { id: 'h', type: 'Heading', props: { text: '${params.text}', level: 1 } },
      { id: 'i', type: 'TextInput', bind: 'params:q', props: { label: 'Q', placeholder: '${params.text}' } },
    ],
  },
}).program;

function render(at: (place: number) => string): string {
  const input: RenderInput = {
    data: {
      at: Array.from({ length: places }, (_, place) => at(place)),
      orders: [
        { id: at(1), name: at(2), total: 1, state: 'open' },
        { id: at(3), total: 2, state: 'done' },
      ],
      nothing: [],
      products: [{ value: at(4), label: at(5) }],
      days: [1, 2],
    },
    form: { order: { email: at(6), note: at(7), product: at(8) } },
    formErrors: { order: { '/email': [at(9)], '/note': [at(10)] } },
  };
  return engine.render(program!, input).html;
}

function checkAll(at: (place: number) => string): void {
  const html = render(at);
  expect(skeletonOf(html)).toEqual(plain);
  check(elementsOf(html));
}

const addresses = ['href', 'src', 'action', 'formaction', 'srcset'];

function check(elements: readonly Element[]): void {
  for (const { tag, attributes } of elements) {
    expect(['script', 'style', 'iframe', 'object', 'embed', 'base']).not.toContain(tag);
    for (const [name, value] of Object.entries(attributes)) {
      expect(name).toMatch(/^(?!on|style$|srcdoc$)[a-zA-Z][a-zA-Z0-9-]*(?::422)?$/);
      if (addresses.includes(name)) expect(value).toMatch(/^(https?:|mailto:|tel:|about:blank#blocked|[/?#]|$)/);
      if (addresses.includes(name)) expect(value).not.toMatch(/^\/\/|^https?:\/\/[^/]*@/);
    }
  }
}

interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Elements in document order, as a browser would see them. */
function elementsOf(html: string): readonly Element[] {
  const walk = (node: Tree.Node): Element[] => {
    const below = 'childNodes' in node ? node.childNodes.flatMap(walk) : [];
    if (!('tagName' in node)) return below;
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    return [{ tag: node.tagName, attributes, text: textOf(node) }, ...below];
  };
  return walk(parse(html));
}

function textOf(node: Tree.Node): string {
  if (node.nodeName === '#text') return (node as Tree.TextNode).value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** Tags in document order, without those that a text may make. */
function skeletonOf(html: string): readonly string[] {
  const walk = (node: Tree.Node): string[] => {
    const own = 'tagName' in node ? [node.tagName] : [];
    const isRich = 'attrs' in node && node.attrs.some(({ name, value }) => name === 'class' && rich.test(value));
    return isRich || !('childNodes' in node) ? own : [...own, ...node.childNodes.flatMap(walk)];
  };
  return walk(parse(html));
}

/** Every string of a corpus file except what it says about itself. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '_meta' ? [] : stringsIn(inner)));
}
