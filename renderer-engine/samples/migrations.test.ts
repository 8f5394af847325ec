import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { Json, JsonObject } from '../document/types.ts';
import { migrateNode } from '../migrations/migrate-node.ts';
import type { Operation } from '../migrations/migration.ts';

/**
 * A folder per case: the newest `*.component.json`, a `document.json` written for an older one, and what upgrading makes
 * of it in `expected.json` and `expected.changes.json`. `UPDATE_SAMPLES=1` rewrites both.
 */
const root = new URL('./migrations/', import.meta.url);
const update = process.env['UPDATE_SAMPLES'] === '1';

const engineOf = (folder: URL) => {
  const components = readdirSync(folder)
    .filter((name) => name.endsWith('.component.json'))
    .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));
  return createEngine({ documents: { find: (id) => components.filter(({ text }) => text.includes(`"id": "${id}"`)) } });
};

describe.each(readdirSync(root))('migration sample %s (E4)', (name) => {
  const folder = new URL(`${name}/`, root);
  const engine = engineOf(folder);
  const text = readFileSync(new URL('document.json', folder), 'utf8');
  const upgraded = engine.upgrade(text, { file: 'document.json' });

  it('gives the expected text and says what it did', () => {
    const changes = `${JSON.stringify({ changes: upgraded.changes, notes: upgraded.notes }, null, 2)}\n`;
    const [textFile, changesFile] = ['expected.json', 'expected.changes.json'].map((file) => new URL(file, folder));
    if (update) {
      writeFileSync(textFile!, upgraded.text);
      writeFileSync(changesFile!, changes);
    }
    expect(upgraded.text).toBe(readFileSync(textFile!, 'utf8'));
    expect(changes).toBe(readFileSync(changesFile!, 'utf8'));
  });

  it('leaves a document that compiles, and has nothing to do a second time', () => {
    expect(upgraded.diagnostics).toEqual([]);
    expect(engine.compile(upgraded.text).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(engine.upgrade(upgraded.text)).toMatchObject({ text: upgraded.text, changes: [] });
  });

  it('renders nothing of the kind by itself', () => {
    expect(engine.compile(text).diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
  });
});

const names = fc.constantFrom('a', 'b', 'c');
const value = fc.oneof(fc.constantFrom<Json[]>('x', 'y', '${params.q}', 'Hi ${params.q}!', 1, true, ['l'] as never));
const operation = fc.oneof(
  fc.record({ op: fc.constant('rename'), prop: names, to: names }),
  fc.record({
    op: fc.constant('mapValue'),
    prop: names,
    map: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('z', 2)),
  }),
  fc.record({ op: fc.constant('default'), prop: names, value }),
  fc.record({ op: fc.constant('drop'), prop: names }),
  fc.record({
    op: fc.constant('compute'),
    prop: names,
    value: fc.constantFrom("${props.a ?? 'n'}", '${props.b}', 'Is ${props.c}', '${broken'),
  }),
  fc.record({
    op: fc.constant('propToSlot'),
    prop: names,
    slot: fc.constantFrom('default', 'icon'),
    node: fc.constant({ type: 'Text', props: { text: '${value}' } }),
  }),
  fc.record({ op: fc.constant('slotToProp'), slot: fc.constantFrom('default', 'icon'), prop: names }),
  fc.record({ op: fc.constant('retype'), type: fc.constant('Text') }),
  fc.record({ op: fc.constant('wrap'), node: fc.constant({ type: 'Box' }) }),
) as fc.Arbitrary<Operation>;
const instance = fc.record(
  {
    id: fc.constant('node'),
    type: fc.constant('Badge'),
    props: fc.dictionary(names, value),
    children: fc.array(fc.constantFrom('text', { id: 'in', type: 'Text', props: { text: 'Hi' } }), { maxLength: 2 }),
    slots: fc.dictionary(fc.constantFrom('icon'), fc.constant(['text'])),
  },
  { requiredKeys: ['id', 'type'] },
) as fc.Arbitrary<JsonObject>;

describe('operations (E4)', () => {
  it('are pure and total: any of them on any instance gives a node and changes nothing else', () => {
    fc.assert(
      fc.property(instance, fc.array(operation, { maxLength: 6 }), (node, operations) => {
        const before = JSON.stringify(node);
        const migrated = migrateNode(node, operations);
        expect(JSON.stringify(node)).toBe(before);
        expect(migrated.node['id']).toBe('node');
        expect(migrateNode(node, operations)).toEqual(migrated);
        expect(JSON.parse(JSON.stringify(migrated))).toEqual(migrated);
      }),
    );
  });

  it('say what they could not decide', () => {
    const node = { id: 'a', type: 'Badge', children: ['One', { id: 'b', type: 'Text', props: { text: 'Two' } }] };
    const { node: after, notes } = migrateNode(node, [{ op: 'slotToProp', slot: 'default', prop: 'text' }]);
    expect(after).toEqual(node);
    expect(notes).toEqual(['The slot "default" of "a" is more than text, so it was kept. Move it by hand.']);
  });
});
