import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { Json, JsonObject } from '../document/types.ts';
import type { Engine } from '../engine.ts';
import { component, file, page, registryOver } from '../registry/component-files.testing.ts';

const samples = new URL('../samples/keywords/', import.meta.url);

/** A sample by its folder: an engine that knows what it uses, and its text. */
function sample(name: string): { readonly engine: Engine; readonly text: string } {
  const read = (path: string) => readFileSync(new URL(`${name}/${path}`, samples), 'utf8');
  const others = existsSync(new URL(`${name}/documents`, samples))
    ? readdirSync(new URL(`${name}/documents`, samples))
    : [];
  const documents = others.map((path) => read(`documents/${path}`));
  const find = (id: string) => documents.filter((one) => JSON.parse(one).id === id).map((text) => ({ text }));
  return { engine: createEngine({ documents: { find } }), text: read('document.json') };
}

/** Every key anywhere in a value. */
function keysIn(value: Json): ReadonlySet<string> {
  if (value === null || typeof value !== 'object') return new Set();
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return new Set([...own, ...Object.values(value as JsonObject).flatMap((one) => [...keysIn(one)])]);
}

describe('the record of a compilation (E11)', () => {
  it('holds the original, and it flattened: bases, overrides and slots worked in', () => {
    const { engine, text } = sample('extends');
    const { original, flattened, hash } = engine.record(text);
    expect(original).toBe(text);
    expect(flattened).toMatchObject({ id: 'samples/keyword', params: { q: { maxLength: 5 } } });
    const view = JSON.stringify(flattened!['view']);
    expect(view).toContain('Bold pages');
    expect(view).toContain('Of the page');
    expect(view).not.toContain('"old"');
    expect(hash).toBe(engine.compile(text).program!.hash);
  });

  it('holds rules of forms by layer, what each node is made of, and dependencies', () => {
    const note = component('shop/note', '1.2.0');
    const forms = {
      order: {
        schema: { type: 'object', properties: { qty: { type: 'integer' } } },
        rules: [
          { id: 'few', assert: '${form.value.qty < 9}', at: '/qty', message: 'Few.' },
          { id: 'own', assert: '${form.value.qty < ctx.tenant.seats}', at: '/qty', message: 'Own.' },
        ],
      },
    };
    const home = file('home.page.json', page('shop/home', ['shop/note@^1.0.0'], { forms, context: tenant }));
    const { engine } = registryOver([file('note.component.json', note), home]);
    const record = engine.record(home.text);
    expect(record.rules['order']?.rules.map(({ id, layer }) => [id, layer])).toEqual([
      ['few', 2],
      ['own', 3],
    ]);
    expect(record.components).toEqual([
      { node: 'root', type: 'Stack', component: 'Stack', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      { node: 'n0', type: 'A', component: 'shop/note', version: '1.2.0' },
    ]);
    expect(record.dependencies).toMatchObject([{ id: 'shop/note', version: '1.2.0' }]);
  });

  it('counts how often the result was asked for, and when; looking does not count, and no hash knows', () => {
    let now = 0;
    const engine = createEngine({ clock: () => now });
    const text = JSON.stringify(page('shop/home', []));
    const { hash } = engine.record(text);
    expect(engine.record(text)).toMatchObject({ accesses: 1, lastAccess: 0 });
    now = 70;
    const before = engine.statistics().programs;
    engine.compile(text);
    now = 80;
    expect(engine.record(text)).toMatchObject({ accesses: 2, lastAccess: 70, hash });
    expect(engine.statistics().programs).toMatchObject({ hits: before.hits + 1, misses: before.misses });
    now += 3_600_000;
    engine.compile(text);
    expect(engine.record(text)).toMatchObject({ accesses: 1, lastAccess: now });
  });

  it('keeps the time it took, however often it is asked for', () => {
    let now = 0;
    const engine = createEngine({ clock: () => now++ });
    const text = JSON.stringify(page('shop/home', []));
    const { milliseconds, stages } = engine.record(text);
    expect(milliseconds).toBe(stages.reduce((sum, stage) => sum + stage.milliseconds, 0));
    expect(milliseconds).toBeGreaterThan(0);
    engine.compile(text);
    expect(engine.record(text).milliseconds).toBe(milliseconds);
  });

  it('is that of the components there are now', () => {
    const home = file('home.page.json', page('shop/home', ['shop/note@^1.0.0']));
    const { engine, save } = registryOver([file('note.component.json', component('shop/note', '1.0.0')), home]);
    expect(engine.record(home.text).components.at(-1)).toMatchObject({ version: '1.0.0' });
    save(file('note.component.json', component('shop/note', '1.0.1')));
    expect(engine.record(home.text)).toMatchObject({ accesses: 1, dependencies: [{ version: '1.0.1' }] });
    expect(engine.record(home.text).components.at(-1)).toMatchObject({ version: '1.0.1' });
  });

  it.each(readdirSync(samples))('of the sample %s names nothing that is still to be looked up', (name) => {
    const { engine, text } = sample(name);
    const { flattened, components, hash } = engine.record(text);
    const keys = keysIn(flattened);
    for (const key of ['extends', 'overrides', 'allOf', 'uses', 'defs']) expect(keys).not.toContain(key);
    expect(hash).toMatch(/^[0-9a-f]{64}$|^sha256-/);
    expect(components.length).toBeGreaterThan(0);
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"kind":"page"}',
    '{"kind":"theme","id":"a/b"}',
    '['.repeat(100_000),
  ])('of a broken text says what little there is', (text) => {
    const record = createEngine().record(text);
    expect(record).toMatchObject({ original: text, hash: null, rules: {}, accesses: 1 });
  });
});

const tenant = {
  type: 'object',
  properties: { tenant: { type: 'object', properties: { seats: { type: 'integer' } } } },
};
