import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeOf, nodeClock, nodeEnvironment, projectDocuments } from './index.ts';
import { page } from './temporary-project.testing.ts';

describe('projectDocuments', () => {
  it('reports an id that stands in two files, but not released versions', () => {
    const text = JSON.stringify(page('shop/a'));
    const { diagnostics, find } = projectDocuments([
      { path: 'b.page.json', text },
      { path: 'a.page.json', text },
      { path: 'vendor/shop/a@1.0.0.page.json', text },
      { path: 'vendor/shop/a@2.0.0.page.json', text },
    ]);
    expect(diagnostics).toMatchObject([{ code: 'UI3013', file: 'b.page.json', pointer: '/id' }]);
    expect(find('shop/a')).toHaveLength(4);
  });
});

describe('envelopeOf', () => {
  it.each([
    [
      '{ "kind": "page", "id": "a/b", "version": "1.0.0", "title": "T", "route": "/x" }',
      ['a/b', 'page', '1.0.0', 'T', '/x'],
    ],
    ['\uFEFF// comment\n{ "view": { "id": "inner" }, "id": "a/b", }', ['a/b', null, null, null, null]],
    ['{ "id": "first/one", "id": "second/one" }', ['first/one', null, null, null, null]],
    ['{ "id": 5, "kind": "spaceship" }', [null, null, null, null, null]],
    ['{ "id": "a/b", "kind": "page', ['a/b', 'page', null, null, null]],
    ['[{ "id": "a/b" }]', [null, null, null, null, null]],
    ['"id": "a/b"', [null, null, null, null, null]],
    ['{"id":{"id":"x"},"kind":["page"]}', [null, null, null, null, null]],
  ])('%s', (text, [id, kind, version, title, route]) => {
    expect(envelopeOf(text)).toEqual({ id, kind, version, title, route });
  });

  it('ends on any text', () => {
    expect(envelopeOf('['.repeat(1_000_000)).id).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => void envelopeOf(text)));
  });
});

it('fills the other ports', () => {
  expect(nodeClock()).toBeLessThanOrEqual(nodeClock());
  expect(Object.values(nodeEnvironment()).every((version) => version.length > 0)).toBe(true);
});
