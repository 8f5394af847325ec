import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import type { Json, JsonObject } from './document/types.ts';
import type { Compiled, Engine } from './engine.ts';
import { largePage } from './samples/large-page.ts';

/** All that a compilation answers; times aside. */
const answer = ({ stages: _, ...rest }: Compiled): unknown => JSON.parse(JSON.stringify(rest));

const folder = new URL('./samples/', import.meta.url);
const samples = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/document.json`, folder)));
const documentOf = (name: string): string => readFileSync(new URL(`${name}/document.json`, folder), 'utf8');

function documentsOf(name: string): readonly string[] {
  const inside = new URL(`${name}/documents/`, folder);
  return existsSync(inside) ? readdirSync(inside).map((file) => readFileSync(new URL(file, inside), 'utf8')) : [];
}

function engines(documents: readonly string[]): readonly [edited: Engine, fresh: Engine] {
  const find = (id: string) => documents.filter((text) => JSON.parse(text).id === id).map((text) => ({ text }));
  return [createEngine({ documents: { find } }), createEngine({ documents: { find }, cache: false })];
}

/** Every list and object of a document. */
function containers(value: Json, found: (Json[] | Record<string, Json>)[] = []): (Json[] | Record<string, Json>)[] {
  if (typeof value !== 'object' || value === null) return found;
  found.push(value as Json[]);
  for (const item of Object.values(value)) containers(item as Json, found);
  return found;
}

/** What people write into documents, right and wrong. */
const parts: readonly Json[] = [
  'Hello',
  '',
  'a "quoted" <b> \\ \u2028 🎉',
  '${1 + 2}',
  '${data.shop.name}',
  '${params.q}',
  "${t('hello')}",
  '${nobody}',
  '${item}',
  '${broken',
  'page',
  'card-1',
  'title-0',
  'Stack',
  'Text',
  'Card',
  'Form',
  'Nobody',
  0,
  3,
  true,
  null,
  {},
  [],
  { id: 'new-one', type: 'Text', props: { text: 'New' } },
  { id: 'new-two', type: 'Badge', props: { text: '${data.shop.name}', tone: 'info' }, if: '${data.shop.open > 1}' },
  { id: 'new-three', type: 'Stack', children: [{ id: 'new-four', type: 'Text', props: { text: 'In' } }, 'words'] },
  { id: 'new-five', type: 'Heading', props: { text: 'Deep', level: 4 } },
  { id: 'new-six', type: 'TextInput', bind: 'params:q', props: { label: 'Words' } },
  { id: 'new-seven', type: 'TextInput', bind: 'params:q', props: { label: 'Words' }, if: '${params.q}' },
  { id: 'title-0', type: 'Text', props: { text: 'Twice' } },
  { each: "${['a', 'b', data.shop.name]}", as: 'item', key: '${item}' },
  { gap: '{space.2}' },
  { padding: '{space.4}', radius: '{radius.full}' },
  { labelledBy: 'title-0' },
  { label: 'Words for ${data.shop.name}' },
  { click: { do: 'open', target: 'card-1' } },
  { click: { do: 'refresh', target: 'card-2' } },
  { click: { do: 'navigate', to: '/x' } },
  { when: 'visible' },
  { $ref: '#/defs/nodes/one' },
  { en: { hello: 'Hello' } },
  { word: '${data.shop.name}', other: '${word + 1}' },
  [{ id: 'else-one', type: 'Text', props: { text: 'Else' } }],
];
const keys =
  'id type props children slots for let if else on bind style a11y lazy catch text messages defs title 7'.split(' ');

interface Edit {
  readonly how: 'change' | 'add' | 'remove' | 'move' | 'repeat';
  readonly where: number;
  readonly which: number;
  readonly part: Json;
  readonly key: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  how: fc.constantFrom(
    'change' as const,
    'change' as const,
    'add' as const,
    'remove' as const,
    'move' as const,
    'repeat' as const,
  ),
  where: fc.nat(),
  which: fc.nat(),
  part: fc.constantFrom(...parts),
  key: fc.constantFrom(...keys),
});

/** The document after an edit; the document itself is changed. */
function edited(document: Json, { how, where, which, part, key }: Edit): void {
  const all = containers(document);
  const holder = all[where % all.length]!;
  const value = JSON.parse(JSON.stringify(part)) as Json;
  if (Array.isArray(holder)) {
    const at = holder.length === 0 ? 0 : which % holder.length;
    if (how === 'change') holder[at] = value;
    else if (how === 'add') holder.splice(at, 0, value);
    else if (how === 'remove') holder.splice(at, 1);
    else if (how === 'move') holder.push(...holder.splice(at, 1));
    else if (holder.length > 0) holder.push(JSON.parse(JSON.stringify(holder[at])) as Json);
    return;
  }
  const own = Object.keys(holder);
  const name = own[which % Math.max(1, own.length)] ?? key;
  if (how === 'remove') delete holder[name];
  else if (how === 'change') holder[name] = value;
  else holder[key] = value;
}

/** Each edit is one keystroke on what stood there before, and now and then it is taken back. */
function expectSameAnswers(text: string, documents: readonly string[], edits: readonly Edit[], indent: number): void {
  const [engine, fresh] = engines(documents);
  const document = JSON.parse(text) as JsonObject;
  const written = [JSON.stringify(document, null, indent)];
  for (const one of edits) {
    edited(document, one);
    written.push(JSON.stringify(document, null, indent));
  }
  for (const step of [...written, ...written.slice(-2).reverse()]) {
    expect(answer(engine.compile(step))).toEqual(answer(fresh.compile(step)));
  }
}

describe('a document that is compiled again after an edit gives what it gives when compiled alone (E11)', () => {
  const small = JSON.stringify({ ...largePage(40), messages: { en: { hello: 'Hello' } } });

  it('a page, edited at random', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), fc.constantFrom(0, 2), (edits, indent) => {
        expectSameAnswers(small, [], edits, indent);
      }),
      { numRuns: 25 },
    );
  });

  it('every sample, edited at random', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (name, edits, isWide) => {
          expectSameAnswers(documentOf(name), documentsOf(name), edits, isWide ? 2 : 0);
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each(samples)('the sample %s, with one text after the other changed', (name) => {
    const [engine, fresh] = engines(documentsOf(name));
    const document = JSON.parse(documentOf(name)) as JsonObject;
    const holders = containers((document['view'] ?? {}) as Json).filter((one) => Object.hasOwn(one, 'text'));
    const steps = [JSON.stringify(document)];
    for (const holder of [...holders.slice(0, 4), ...holders.slice(-2)] as Record<string, Json>[]) {
      holder['text'] = `${holder['text']}!`;
      steps.push(JSON.stringify(document));
    }
    for (const step of steps) expect(answer(engine.compile(step))).toEqual(answer(fresh.compile(step)));
  });

  it('a page on which one slot is written twice', () => {
    const [engine, fresh] = engines([]);
    const panel = (words: string) => ({ id: 'words', type: 'Text', props: { text: words } });
    const page = (words: string): string => {
      const item = { id: 'one', title: 'One' };
      const tabs = {
        id: 'parts',
        type: 'Accordion',
        props: { items: [item, item] },
        slots: { 'panel:one': [panel(words)] },
      };
      const view = {
        id: 'page',
        type: 'Page',
        children: [tabs, { id: 'after', type: 'Text', props: { text: '${params.q}' } }],
      };
      return JSON.stringify({ ...largePage(3), view });
    };
    for (const step of [page('a ${params.q}'), page('b ${params.q}'), page('c'), page('a ${params.q}')]) {
      const compiled = engine.compile(step);
      expect(compiled.program).not.toBeNull();
      expect(answer(compiled)).toEqual(answer(fresh.compile(step)));
    }
  });

  it('a page whose text is broken and mended again', () => {
    const [engine, fresh] = engines([]);
    const at = small.indexOf('"Item 1"');
    for (const step of [
      small,
      small.slice(0, at),
      small.replace('"Item 1"', '"Item 1'),
      small.replace('"Item 1"', '{'),
      small,
    ]) {
      expect(answer(engine.compile(step))).toEqual(answer(fresh.compile(step)));
    }
  });

  it('a page whose component has changed meanwhile', () => {
    const card = (words: string) =>
      JSON.stringify({
        $schema: 'https://schema-studio.dev/ui/1/component.json',
        kind: 'component',
        id: 'acme/words',
        version: '1.0.0',
        title: 'Words',
        props: { type: 'object', properties: {} },
        view: { id: 'root', type: 'Text', props: { text: words } },
      });
    let now = card('before');
    const documents = { find: (id: string) => (id === 'acme/words' ? [{ text: now }] : []) };
    const engine = createEngine({ documents });
    const fresh = createEngine({ documents, cache: false });
    const page = JSON.parse(JSON.stringify({ ...largePage(20), uses: { Words: 'acme/words@^1.0.0' } }));
    page.view.children.push({ id: 'words', type: 'Words' });
    const text = JSON.stringify(page);
    for (const [words, step] of [
      ['before', text],
      ['after', text.replace('Item 1"', 'Item one"')],
      ['again', text],
    ] as const) {
      now = card(words);
      const compiled = engine.compile(step);
      expect(JSON.stringify(compiled.program?.ops)).toContain(words);
      expect(answer(compiled)).toEqual(answer(fresh.compile(step)));
    }
  });
});

it('keeps what an edit does not touch: of a large page only the edited card is compiled (E11)', () => {
  const text = JSON.stringify(largePage(300));
  const before = createEngine();
  const first = before.compile(text).program!;
  const next = before.compile(text.replace('"Item 7"', '"Item seven"')).program!;
  expect(next.hash).not.toBe(first.hash);
  const holes = (program: typeof first) => program.ops.filter((op) => typeof op !== 'string' && op[0] === 'text');
  expect(holes(next).length).toBe(holes(first).length);
  // Code that was not compiled again is the very same code.
  expect(holes(next).filter((op) => holes(first).includes(op)).length).toBeGreaterThan(holes(first).length - 4);
});
