import { symlinkSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadProject } from './index.ts';
import { page, studio, temporaryProject, theme } from './temporary-project.testing.ts';

const { at, write } = temporaryProject();

describe('loadProject', () => {
  it('reads settings, manifests and documents, wherever they lie', () => {
    write('studio.json', studio);
    write('deep/er/a.page.json', page('shop/a', { route: '/a' }));
    write('shop.theme.json', theme('shop/theme'));
    write('vendor/globex/map@2.0.0.page.json', page('globex/map', { route: '/map' }));
    write('sources.manifest.json', { sources: { 'orders.search': { result: { type: 'object' } } } });
    write('calls.manifest.json', { calls: { 'orders.cancel': { safe: false } } });
    for (const hidden of ['.studio/x.page.json', 'node_modules/x/y.page.json', 'a/.git/z.page.json', 'notes.json']) {
      write(hidden, page('shop/hidden'));
    }
    const project = loadProject(at());
    expect(project).toMatchObject({ name: 'Shop', namespace: 'shop', lone: false, file: null, problems: [] });
    expect(project?.diagnostics).toEqual([]);
    expect(project?.settings).toEqual({ theme: 'shop/theme', locales: { default: 'en', required: ['en'] } });
    expect(Object.keys(project?.manifests ?? {})).toEqual(['sources', 'calls']);
    expect(project?.documents.all.map(({ path, vendored }) => [path, vendored])).toEqual([
      ['deep/er/a.page.json', false],
      ['shop.theme.json', false],
      ['vendor/globex/map@2.0.0.page.json', true],
    ]);
    expect(project?.routes).toEqual({ 'shop/a': '/a' });
    expect(project?.documents.find('shop/a')).toMatchObject([{ file: 'deep/er/a.page.json' }]);
    expect(project?.documents.find('toString')).toEqual([]);
  });

  it('takes words of the project and its tenants, and nothing of a lock file of a newer format', () => {
    const messages = { 'core/words': { en: { close: 'Shut' } } };
    write('studio.json', { ...studio, messages, tenants: { globex: { messages } } });
    write('ui.lock.json', { lock: 2, engine: '3.1.0', documents: {} });
    const project = loadProject(at());
    expect(project?.settings).toMatchObject({ messages, tenants: { globex: { messages } } });
    expect(project?.lock).toBeNull();
    const told = project?.diagnostics.filter(({ file }) => file === 'ui.lock.json');
    expect(told).toMatchObject([{ code: 'UI8001', pointer: '/lock' }]);
    expect(told?.[0]?.message).toContain('It was written by version 3.1.0');
  });

  it('tells tests that stand beside no document (E3)', () => {
    write('studio.json', studio);
    write('a.page.json', page('shop/a'));
    write('a.tests.json', '{}');
    write('b.tests.json', '{}');
    expect(loadProject(at())?.problems).toMatchObject([{ code: 'file/alone', path: 'b.tests.json' }]);
  });

  it('finds the project of a file', () => {
    write('studio.json', studio);
    const place = write('pages/a.page.json', page('shop/a'));
    expect(loadProject(place)).toMatchObject({ name: 'Shop', lone: false, file: 'pages/a.page.json' });
  });

  it('takes a file alone when no project is above it', () => {
    const place = write('a.page.json', page('shop/a'));
    write('b.page.json', page('shop/b'));
    const project = loadProject(place);
    expect(project).toMatchObject({
      lone: true,
      file: 'a.page.json',
      settings: { theme: 'core/theme', access: 'public' },
    });
    expect(project?.documents.all).toHaveLength(1);
    expect(project?.documents.find('shop/b')).toEqual([]);
  });

  it('is null where there is nothing, and empty in an empty folder', () => {
    expect(loadProject(at('nowhere'))).toBeNull();
    expect(loadProject(at())).toMatchObject({ problems: [], diagnostics: [], routes: {} });
  });

  it.each([
    ['/', []],
    ['/shop', []],
    ['shop/a.b/', []],
    ['//evil.example/', ['/site/base']],
    ['https://evil.example/', ['/site/base']],
    ['/a/../b/', ['/site/base']],
  ])('takes a path of this site as its base: %s', (base, wrong) => {
    write('studio.json', JSON.stringify({ name: 'Shop', site: { base } }));
    expect(loadProject(at())?.diagnostics.map(({ pointer }) => pointer)).toEqual(wrong);
  });

  it('goes on without what it cannot use, and says why', () => {
    write('studio.json', '{ "name": "Shop", "thme": "x", "locales": { "default": 7 } }');
    write('broken.page.json', '{ "id": "shop/broken", "kind": "page", ');
    write('bytes.page.json', Buffer.from([0x7b, 0xff, 0xfe]));
    truncateSync(write('huge.page.json', '{}'), 30_000_000);
    write('good.page.json', page('shop/good'));
    symlinkSync('/etc', at('out'));
    symlinkSync(at('gone'), at('nothing.page.json'));
    symlinkSync(at(), at('circle'));
    const project = loadProject(at());
    expect(project?.problems.map(({ code, path }) => [code, path])).toEqual([
      ['file/outside', 'circle'],
      ['file/unreadable', 'nothing.page.json'],
      ['file/outside', 'out'],
      ['file/not-text', 'bytes.page.json'],
      ['file/too-large', 'huge.page.json'],
    ]);
    expect(project?.diagnostics.map(({ code, file, pointer }) => [code, file, pointer])).toEqual([
      ['UI2001', 'studio.json', '/thme'],
      ['UI2004', 'studio.json', '/locales/default'],
    ]);
    expect(project?.documents.all.map(({ envelope }) => envelope.id)).toEqual(['shop/broken', 'shop/good']);
  });

  it('reads files behind links that stay inside', () => {
    write('real/a.page.json', page('shop/a'));
    symlinkSync(at('real/a.page.json'), at('linked.page.json'));
    expect(loadProject(at())?.documents.all.map(({ path }) => path)).toEqual(['linked.page.json', 'real/a.page.json']);
  });

  it.each([
    '',
    '[',
    '['.repeat(100_000),
    '{"a":1,"a":2}',
    '{ "__proto__": { "x": 1 } }',
    'null',
    '\u0000',
    '5',
  ])('survives studio.json being %.20j', (text) => {
    write('studio.json', text);
    expect(loadProject(at())?.diagnostics.length).toBeGreaterThan(0);
  });
});
