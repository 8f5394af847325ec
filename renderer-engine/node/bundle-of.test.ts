import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundleHash, engineForBundle } from '#engine';
import { bundleOf, createProjectEngine, loadProject, nodeEnvironment } from './index.ts';
import { page, studio, svg, temporaryProject, theme } from './temporary-project.testing.ts';

const { at, write } = temporaryProject();

describe('bundleOf', () => {
  function bundled(text: string) {
    const project = loadProject(at());
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

  it('brings the routes of the pages it links to, and of no others', () => {
    write('studio.json', studio);
    write('b.page.json', page('shop/b', { route: '/b' }));
    write('c.page.json', page('shop/c', { route: '/c' }));
    const link = { id: 'root', type: 'Link', props: { text: 'B', to: { page: 'shop/b' } } };
    const text = JSON.stringify(page('shop/a', { route: '/a', view: link }));
    write('a.page.json', text);
    const { bundle, compiled } = bundled(text);
    expect(bundle?.routes).toEqual({ 'shop/b': '/b' });
    if (!bundle || !compiled.program) throw new Error('The page does not compile.');
    expect(engineForBundle(bundle).render(compiled.program).html).toContain('href="/b"');
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
