import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { DocumentSource } from '../engine.ts';
import { component, file, page, registryOver, wrapper } from './component-files.testing.ts';
import { createRegistry } from './registry.ts';

const note = (version: string, more = {}) => component('acme/note', version, more);
const noteFile = (version: string, more = {}) => file('note.component.json', note(version, more));
const withProps = (...names: readonly string[]) => ({
  props: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) },
  view: { id: 'root', type: 'Text', props: { text: 'Hi' } },
  examples: [{ id: 'one', props: {} }],
});

describe('definitions (E4)', () => {
  it('knows built-ins and component documents in one list', () => {
    const { registry } = registryOver([
      noteFile('1.2.0', {
        description: 'Says something.',
        meta: { category: 'feedback', tags: ['text'], deprecated: { since: '1.1.0', use: 'acme/remark' } },
        uses: { words: 'acme/words@^1.0.0' },
      }),
      file('words.library.json', { ...page('acme/words', []), kind: 'library', view: undefined as never }),
    ]);
    const { definitions } = registry.snapshot();
    expect(definitions.get('Button')?.[0]).toMatchObject({ origin: 'core', version: '1.0.0', category: 'actions' });
    expect(definitions.get('acme/note')?.[0]).toMatchObject({
      version: '1.2.0',
      description: 'Says something.',
      category: 'feedback',
      tags: ['text'],
      deprecated: { since: '1.1.0', use: 'acme/remark' },
      dependencies: ['acme/words@^1.0.0'],
      examples: [{ id: 'one' }],
      file: 'note.component.json',
    });
  });

  it.each([
    ['JSON that breaks off', '{ "kind": "component", "id": "acme/note"', 'breaks off'],
    ['a type nobody has', note('1.0.0', { view: { id: 'root', type: 'Nothing' } }), 'Nothing'],
    [
      'an example with a prop it does not have',
      note('1.0.0', { examples: [{ id: 'x', props: { colour: 1 } }] }),
      'colour',
    ],
    [
      'a second example that cannot be rendered',
      note('1.0.0', {
        props: { type: 'object', properties: { at: { type: 'object', properties: { label: { type: 'string' } } } } },
        view: { id: 'root', type: 'Button', props: { text: '${props.at.label}' } },
        examples: [
          { id: 'good', props: { at: { label: 'Go' } } },
          { id: 'bad', props: { at: {} } },
        ],
      }),
      'Button',
    ],
  ])('refuses %s and says why', (_, document, why) => {
    const { registry } = registryOver([file('note.component.json', document)]);
    expect(registry.snapshot().definitions.has('acme/note')).toBe(false);
    const refusal = registry.snapshot().files.get('note.component.json')?.refusal;
    expect(refusal?.keeps).toBe(null);
    expect(refusal?.reason).toContain(why === 'breaks off' ? '' : why);
    expect(refusal?.diagnostics.at(-1)?.code).toBe('UI3030');
    expect(registry.counters()).toMatchObject({ loaded: 0, refused: 1 });
  });

  it('refuses what breaks a version already promised, and names both sources', () => {
    const { registry, save } = registryOver([noteFile('1.2.0', withProps('text', 'tone'))]);
    save(noteFile('1.3.0', withProps('text')));
    const refusal = registry.snapshot().files.get('note.component.json')?.refusal;
    expect(refusal?.kind).toBe('incompatible');
    expect(refusal?.reason).toContain('1.3.0 (note.component.json) breaks what works with 1.2.0 (note.component.json)');
    expect(refusal?.reason).toContain('The prop "tone" is gone');
    save(noteFile('2.0.0', withProps('text')));
    expect(registry.snapshot().definitions.get('acme/note')?.[0]?.version).toBe('2.0.0');
  });

  it('lets a version nobody was promised change until it is right', () => {
    const { registry, save, events } = registryOver([noteFile('1.2.0', withProps('text'))]);
    save(noteFile('1.3.0', withProps('text', 'tonne')));
    save(noteFile('1.2.0', withProps('text', 'tonne')));
    expect(events.at(-1)?.type).toBe('reloaded');
    expect(registry.history('acme/note').map(({ version }) => version)).toEqual(['1.2.0', '1.3.0', '1.2.0']);
  });
});

describe('one name in two files (E5)', () => {
  const twin = (version: string, more = {}) => file('copy.component.json', note(version, more));

  it.each([
    ['the same version', twin('1.0.0')],
    ['another major', twin('2.0.0')],
    ['a newer version that takes something away', twin('1.1.0', withProps('other'))],
  ])('is refused for %s, naming both', (_, other) => {
    const { registry } = registryOver([noteFile('1.0.0'), other]);
    const refusals = [...registry.snapshot().files.values()].flatMap(({ refusal }) => refusal ?? []);
    expect(refusals).toHaveLength(1);
    expect(refusals[0]?.reason).toContain('note.component.json');
    expect(refusals[0]?.reason).toContain('copy.component.json');
    expect(registry.counters()).toMatchObject({ loaded: 1, refused: 1, conflicts: 1 });
  });

  it('is fine for versions that fit together', () => {
    const { registry } = registryOver([noteFile('1.0.0'), twin('1.1.0', { description: 'Newer.' })]);
    expect(
      registry
        .snapshot()
        .definitions.get('acme/note')
        ?.map(({ version }) => version),
    ).toEqual(['1.1.0', '1.0.0']);
    expect(registry.counters()).toMatchObject({ loaded: 2, conflicts: 0 });
  });

  it('is settled by taking one of them away', () => {
    const { registry, save, events } = registryOver([twin('1.0.0'), noteFile('1.0.0', { description: 'Mine.' })]);
    registry.update([{ path: 'copy.component.json', gone: true }]);
    registry.work();
    save();
    expect(events.map(({ type }) => type)).toEqual(['removed', 'loaded']);
    expect(registry.snapshot().definitions.get('acme/note')?.[0]?.description).toBe('Mine.');
  });

  it('keeps "core" for the engine', () => {
    const { registry } = registryOver([file('a.component.json', component('core/note', '1.0.0'))]);
    expect(registry.counters().conflicts).toBe(1);
  });
});

describe('hot reload (E5)', () => {
  it('shows the new component, or the old one and why', () => {
    const { registry, save, textOf, events } = registryOver([
      noteFile('1.0.0'),
      file('home.page.json', page('acme/home', ['acme/note@^1.0.0'])),
    ]);
    expect(textOf('home.page.json')).toBe('1.0.0');
    save(noteFile('1.0.1'));
    expect(textOf('home.page.json')).toBe('1.0.1');
    save(file('note.component.json', '{ "id": "acme/note", '));
    expect(textOf('home.page.json')).toBe('1.0.1');
    expect(registry.snapshot().files.get('note.component.json')?.refusal).toMatchObject({ keeps: '1.0.1' });
    save(noteFile('1.0.2'));
    expect(textOf('home.page.json')).toBe('1.0.2');
    expect(registry.snapshot().files.get('note.component.json')?.refusal).toBe(null);
    expect(events.map(({ type }) => type)).toEqual(['reloaded', 'refused', 'reloaded']);
    expect(registry.counters()).toEqual({
      loaded: 1,
      reloaded: 2,
      refused: 1,
      conflicts: 0,
      removed: 0,
      recompiled: 0,
    });
  });

  it('compiles dependents again, through every component in between', () => {
    const compiled: string[] = [];
    const { registry, save, events } = registryOver(
      [
        noteFile('1.0.0'),
        file('card.component.json', wrapper('acme/card', '1.0.0', 'acme/note@^1.0.0')),
        file('home.page.json', page('acme/home', ['acme/card@^1.0.0'])),
        file('other.page.json', page('acme/other', [])),
      ],
      {
        recompile: ({ path, text }) => {
          compiled.push(path);
          return createEngine({ documents: registry.documents }).compile(text).diagnostics;
        },
      },
    );
    save(noteFile('1.0.1'));
    expect(compiled).toEqual(['card.component.json', 'home.page.json']);
    expect(events.filter(({ type }) => type === 'recompiled')).toEqual([
      { type: 'recompiled', file: 'card.component.json', because: 'note.component.json', errors: 0 },
      { type: 'recompiled', file: 'home.page.json', because: 'note.component.json', errors: 0 },
    ]);
    save(noteFile('2.0.0', withProps('label')));
    expect([...registry.broken]).toEqual([
      ['card.component.json', 1],
      ['home.page.json', 1],
    ]);
  });

  it('takes a component over as soon as what it waits for is there', () => {
    const needs = wrapper('acme/card', '1.0.0', 'acme/note@^1.0.0', { tone: 'loud' });
    const { registry, save, events } = registryOver([noteFile('1.0.0'), file('card.component.json', needs)]);
    expect(registry.snapshot().definitions.has('acme/card')).toBe(false);
    save(noteFile('1.1.0', withProps('text', 'tone')));
    expect(registry.snapshot().definitions.has('acme/card')).toBe(true);
    expect(events.map(({ type }) => type)).toEqual(['reloaded', 'loaded']);
  });

  it('follows files that are no components too', () => {
    const words = (text: string) =>
      file('words.library.json', {
        ...page('acme/words', []),
        kind: 'library',
        view: undefined as never,
        defs: { nodes: { hello: { id: 'hello', type: 'Text', props: { text } } } },
      });
    const shown = { view: { id: 'root', type: 'Box', children: [{ id: 'greeting', $ref: 'A#/defs/nodes/hello' }] } };
    const { save, textOf, events } = registryOver(
      [words('old'), file('home.page.json', page('acme/home', ['acme/words@^1.0.0'], shown))],
      { recompile: () => [] },
    );
    expect(textOf('home.page.json')).toBe('old');
    save(words('new'));
    expect(textOf('home.page.json')).toBe('new');
    expect(events).toMatchObject([{ type: 'recompiled', file: 'home.page.json' }]);
  });

  it('works in slices, so that a preview can come in between', () => {
    let time = 0;
    const { registry } = registryOver([], { clock: () => time++ });
    registry.update(
      Array.from({ length: 5 }, (_, at) => file(`n${at}.component.json`, component(`acme/n${at}`, '1.0.0'))),
    );
    const left: number[] = [];
    do left.push(registry.work(1));
    while (registry.waiting > 0);
    expect(left.length).toBeGreaterThan(2);
    expect(registry.counters().loaded).toBe(5);
  });

  it('a snapshot that is held never changes', () => {
    const { registry, save } = registryOver([noteFile('1.0.0')]);
    const held = registry.snapshot();
    save(noteFile('1.0.1'));
    expect(held.definitions.get('acme/note')?.[0]?.version).toBe('1.0.0');
    expect(held.find('acme/note')[0]?.text).toContain('"1.0.0"');
    expect(registry.snapshot().revision).toBeGreaterThan(held.revision);
  });

  it('a compilation sees the old components or the new ones, never a mix, wherever the swap falls (E5)', () => {
    const pair = (version: string) => [
      file('left.component.json', component('acme/left', version)),
      file('right.component.json', component('acme/right', version)),
    ];
    const home = file('home.page.json', page('acme/home', ['acme/left@^1.0.0', 'acme/right@^1.0.0']));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), (moment) => {
        const { registry } = registryOver([...pair('1.0.0'), home]);
        let looks = 0;
        const swapping = (source: Pick<DocumentSource, 'find'>): DocumentSource => ({
          find(id) {
            if (looks++ === moment) {
              registry.update(pair('1.0.1'));
              registry.work();
            }
            return source.find(id);
          },
        });
        const { documents } = registry;
        const source = { ...swapping(documents), now: () => swapping(documents.now!()) };
        const engine = createEngine({ documents: source });
        const { program } = engine.compile(home.text);
        const versions = program?.contract.dependencies.map(({ version }) => version) ?? [];
        expect(new Set(versions).size).toBe(1);
      }),
    );
  });

  it('leaves no trace of a component that was tried out and refused (E5)', () => {
    const seen: DocumentSource[] = [];
    const registry = createRegistry({
      engine: (documents) => {
        seen.push(documents);
        return createEngine({ documents });
      },
    });
    const wrong = component('acme/note', '1.0.0', { view: { id: 'root', type: 'Txet' } });
    registry.update([file('note.component.json', component('acme/note', '0.9.0'))]);
    registry.work();
    registry.update([file('note.component.json', wrong)]);
    registry.work();
    expect(registry.counters()).toMatchObject({ loaded: 1, refused: 1 });
    // What the engine that tries components sees afterwards is what everybody sees.
    expect(seen[0]!.find('acme/note').map(({ text }) => JSON.parse(text).version)).toEqual(['0.9.0']);
  });

  it('no sequence of saves loses the last component that worked', () => {
    const versions = fc.constantFrom('1.0.0', '1.0.1', '1.1.0');
    const saved = fc.oneof(
      versions.map((version) => noteFile(version)),
      fc.string().map((text) => file('note.component.json', text)),
      versions.map((version) => noteFile(version, { view: { id: 'root', type: 'Nope' } })),
    );
    fc.assert(
      fc.property(fc.array(saved, { maxLength: 6 }), (saves) => {
        const { registry, save } = registryOver([noteFile('1.0.0')]);
        for (const one of saves) save(one);
        expect(registry.snapshot().definitions.get('acme/note')).toHaveLength(1);
        const { refusal } = registry.snapshot().files.get('note.component.json')!;
        expect(refusal === null || refusal.reason.length > 10).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
