import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleHash, engineForBundle } from '#engine';
import {
  assetFiles,
  assetsInMemory,
  bundleOf,
  coreAssetFolder,
  createProjectEngine,
  envelopeOf,
  imageSize,
  loadProject,
  nodeClock,
  nodeEnvironment,
  projectDocuments,
} from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'project-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string | Buffer | object): string {
  const place = join(folder, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return place;
}

const studio = { name: 'Shop', namespace: 'shop', theme: 'shop/theme', locales: { default: 'en', required: ['en'] } };
const page = (id: string, more: object = {}) => ({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id,
  version: '1.0.0',
  title: 'Page',
  view: { id: 'root', type: 'Text', props: { text: 'Hello' } },
  ...more,
});
const theme = (id: string, more: object = {}) => ({
  $schema: 'https://schema-studio.dev/ui/1/theme.json',
  kind: 'theme',
  id,
  version: '1.0.0',
  title: 'Theme',
  extends: 'core/theme@^1.0.0',
  tokens: { version: '2025.10', resolutionOrder: [] },
  ...more,
});
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>';

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
    const project = loadProject(folder);
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
    expect(loadProject(join(folder, 'nowhere'))).toBeNull();
    expect(loadProject(folder)).toMatchObject({ problems: [], diagnostics: [], routes: {} });
  });

  it('goes on without what it cannot use, and says why', () => {
    write('studio.json', '{ "name": "Shop", "thme": "x", "locales": { "default": 7 } }');
    write('broken.page.json', '{ "id": "shop/broken", "kind": "page", ');
    write('bytes.page.json', Buffer.from([0x7b, 0xff, 0xfe]));
    truncateSync(write('huge.page.json', '{}'), 30_000_000);
    write('good.page.json', page('shop/good'));
    symlinkSync('/etc', join(folder, 'out'));
    symlinkSync(join(folder, 'gone'), join(folder, 'nothing.page.json'));
    symlinkSync(folder, join(folder, 'circle'));
    const project = loadProject(folder);
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
    symlinkSync(join(folder, 'real/a.page.json'), join(folder, 'linked.page.json'));
    expect(loadProject(folder)?.documents.all.map(({ path }) => path)).toEqual([
      'linked.page.json',
      'real/a.page.json',
    ]);
  });

  it.each(['', '[', '['.repeat(100_000), '{"a":1,"a":2}', '{ "__proto__": { "x": 1 } }', 'null', '\u0000', '5'])(
    'survives studio.json being %.20j',
    (text) => {
      write('studio.json', text);
      expect(loadProject(folder)?.diagnostics.length).toBeGreaterThan(0);
    },
  );
});

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

describe('assets', () => {
  it('reads files of the project, then those of the product', () => {
    write('assets/shop/logo.svg', svg);
    const assets = assetFiles(join(folder, 'assets'));
    expect(assets.source('shop/logo.svg')).toMatchObject({ width: 20, height: 10 });
    expect(assets.source('fonts/inter-var.woff2')?.hash).toMatch(/^sha256-[\w-]{43}$/);
    expect(assets.read('fonts/inter-var.woff2')?.type).toBe('font/woff2');
    expect(coreAssetFolder().endsWith('assets')).toBe(true);
  });

  it.each([
    '../secret.svg',
    'a/../../secret.svg',
    '/etc/passwd',
    '..\\secret.svg',
    'link.svg',
    'linked/secret.svg',
    '.hidden.svg',
    'shop/',
    '',
    'shop',
    'a\0.svg',
    'notes.txt',
    'themes/core.theme.json',
    '__proto__',
    'constructor',
  ])('does not read %j', (path) => {
    write('secret.svg', svg);
    write('outside/secret.svg', svg);
    write('assets/.hidden.svg', svg);
    write('assets/notes.txt', 'x');
    write('assets/shop/logo.svg', svg);
    symlinkSync(join(folder, 'secret.svg'), join(folder, 'assets/link.svg'));
    symlinkSync(join(folder, 'outside'), join(folder, 'assets/linked'));
    expect(assetFiles(join(folder, 'assets')).source(path)).toBeNull();
  });

  it('sees a file that changed', () => {
    const place = write('assets/logo.svg', svg);
    const assets = assetFiles(join(folder, 'assets'));
    const before = assets.source('logo.svg');
    writeFileSync(place, svg.replace('"20"', '"200"'));
    expect(assets.source('logo.svg')).toMatchObject({ width: 200 });
    expect(assets.source('logo.svg')?.hash).not.toBe(before?.hash);
    rmSync(place);
    expect(assets.source('logo.svg')).toBeNull();
  });

  it('finds bytes by address', () => {
    write('assets/shop/logo.svg', svg);
    const assets = assetFiles(join(folder, 'assets'));
    const { hash } = assets.source('shop/logo.svg') ?? { hash: '' };
    const hex = Buffer.from(hash.slice(7), 'base64url').toString('hex').slice(0, 12);
    expect(assetFiles(join(folder, 'assets')).at(hex, 'logo.svg')?.bytes.toString()).toBe(svg);
    expect(assets.at(hex, 'other.svg')).toBeNull();
    expect(assets.at('000000000000', 'logo.svg')).toBeNull();
    const memory = assetsInMemory([{ path: 'shop/logo.svg', base64: Buffer.from(svg).toString('base64') }]);
    expect(memory.source('shop/logo.svg')).toEqual(assets.source('shop/logo.svg'));
    expect(memory.at(hex, 'logo.svg')?.type).toBe('image/svg+xml');
  });
});

describe('imageSize', () => {
  it('reads the size of every kind of picture', async () => {
    const { default: sharp } = await import('sharp');
    const picture = sharp({ create: { width: 33, height: 17, channels: 3, background: '#fff' } });
    for (const kind of ['png', 'jpeg', 'webp', 'gif'] as const) {
      expect([kind, imageSize(await picture.clone().toFormat(kind).toBuffer())]).toEqual([
        kind,
        { width: 33, height: 17 },
      ]);
    }
    expect(imageSize(await picture.clone().webp({ lossless: true }).toBuffer())).toEqual({ width: 33, height: 17 });
    const turned = await picture.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(imageSize(turned)).toEqual({ width: 17, height: 33 });
  });

  it.each([
    ['<svg viewBox="0 0 30 15.6">', { width: 30, height: 16 }],
    ['<?xml version="1.0"?><svg width=\'5px\' height="6">', { width: 5, height: 6 }],
    ['<svg width="100%" height="100%">', null],
    ['<svg>', null],
    ['not a picture', null],
    ['', null],
  ])('%s', (text, size) => {
    expect(imageSize(Buffer.from(text))).toEqual(size);
  });

  it('is null for a picture that is cut off, and ends on any bytes', async () => {
    const { default: sharp } = await import('sharp');
    const jpeg = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer();
    expect(imageSize(jpeg.subarray(0, 40))).toBeNull();
    for (let length = 0; length < jpeg.length; length++) imageSize(jpeg.subarray(0, length));
    fc.assert(
      fc.property(
        fc.constantFrom('\xff\xd8\xff', 'RIFF1234WEBPVP8X', 'GIF8', '\x89PNG\r\n\x1a\n1234IHDR', ''),
        fc.uint8Array(),
        (head, tail) => {
          imageSize(Buffer.concat([Buffer.from(head, 'latin1'), tail]));
        },
      ),
    );
  });
});

describe('bundleOf', () => {
  function bundled(text: string) {
    const project = loadProject(folder);
    if (!project) throw new Error('The project is gone.');
    const compiled = createProjectEngine(project).compile(text);
    return { ...bundleOf(project, text, compiled), compiled };
  }

  it('holds what the document needs, and compiles to the same program anywhere', () => {
    write('studio.json', studio);
    write('shop.theme.json', theme('shop/theme', { extends: 'shop/base-theme@^1.0.0' }));
    write('base.theme.json', theme('shop/base-theme'));
    write('dark.theme.json', theme('shop/dark'));
    write('unused.theme.json', theme('shop/unused'));
    write('assets/shop/logo.svg', svg);
    write('types.library.json', {
      $schema: 'https://schema-studio.dev/ui/1/library.json',
      kind: 'library',
      id: 'shop/types',
      version: '1.0.0',
      title: 'Types',
      defs: { types: { Name: { type: 'string' } } },
    });
    const text = JSON.stringify(
      page('shop/a', {
        uses: { types: 'shop/types@^1.0.0' },
        params: { name: { $ref: 'types#/defs/types/Name' } },
        view: { id: 'root', type: 'Image', props: { src: 'asset:shop/logo.svg', alt: '${params.name}' } },
        tests: { matrix: { themes: ['shop/dark', 'core/theme'] } },
      }),
    );
    write('a.page.json', text);
    write('b.page.json', page('shop/b'));
    const { bundle, missing, compiled } = bundled(text);
    expect(missing).toEqual([]);
    expect(bundle?.documents.map(({ id }) => id)).toEqual([
      'shop/a',
      'shop/base-theme',
      'shop/dark',
      'shop/theme',
      'shop/types',
    ]);
    expect(bundle?.assets.map(({ path }) => path)).toEqual(['shop/logo.svg']);
    if (!bundle) return;
    const again = JSON.parse(JSON.stringify(bundle));
    expect(bundleHash(again)).toBe(bundleHash(bundle));
    expect(bundleHash(bundled(text).bundle ?? bundle)).toBe(bundleHash(bundle));
    const elsewhere = engineForBundle(again, { environment: nodeEnvironment() });
    expect(compiled.program).not.toBeNull();
    expect(elsewhere.compile(text).program?.hash).toBe(compiled.program?.hash);
  });

  it('takes the text that is given, not the file, and says which assets are missing', () => {
    write('studio.json', studio);
    write('a.page.json', page('shop/a'));
    const text = JSON.stringify(
      page('shop/a', {
        version: '1.0.1',
        view: { id: 'root', type: 'Image', props: { src: 'asset:gone.png', alt: '' } },
      }),
    );
    const { bundle, missing } = bundled(text);
    expect(bundle?.documents).toEqual([{ id: 'shop/a', version: '1.0.1', text }]);
    expect(missing).toEqual(['gone.png']);
  });

  it('has nothing to bundle without an id', () => {
    expect(bundled('{').bundle).toBeNull();
  });

  it('names a bundle by its content, not by where it lies', () => {
    const text = JSON.stringify(page('shop/a'));
    write('studio.json', studio);
    const place = write('a.page.json', text);
    const before = bundled(text).bundle;
    rmSync(place);
    write('moved/elsewhere.page.json', text);
    const after = bundled(text).bundle;
    expect(before && after && bundleHash(before) === bundleHash(after)).toBe(true);
  });
});

it('fills the other ports', () => {
  expect(nodeClock()).toBeLessThanOrEqual(nodeClock());
  expect(Object.values(nodeEnvironment()).every((version) => version.length > 0)).toBe(true);
});
