import { describe, expect, it } from 'vitest';
import { engineForBundle } from '../release/engine-for-bundle.ts';
import { bundleOf, createProjectEngine, type LoadedProject, loadProject } from './index.ts';
import { page, studio, temporaryProject } from './temporary-project.testing.ts';

const { at, write } = temporaryProject();

const tests = '{ "fixtures": { "base": { "params": { "nope": 1 } } }, "cases": [{ "id": "first", "fixture": "bse" }] }';

function compileIn(project: LoadedProject, file: string) {
  const document = project.documents.all.find(({ path }) => path === file);
  const compiled = createProjectEngine(project).compile(document?.text ?? '', { file });
  return { text: document?.text ?? '', compiled };
}

describe('tests in a sidecar', () => {
  it('belong to the document of the same name', () => {
    write('studio.json', studio);
    write('deep/a.page.json', page('shop/a'));
    write('deep/a.tests.json', tests);
    write('a.tests.json', '{ "fixtures": { "of-somebody-else": {} } }');
    const project = loadProject(at())!;
    expect(project.documents.all.map(({ path }) => path)).toEqual(['deep/a.page.json']);
    const { compiled } = compileIn(project, 'deep/a.page.json');
    expect(compiled.document?.fixtures).toEqual(['base']);
    expect(compiled.tests?.cases).toEqual([{ id: 'first', fixture: 'bse' }]);
    const places = compiled.diagnostics.map(({ code, file, pointer, range }) => [
      code,
      file,
      pointer,
      range?.start.line,
    ]);
    expect(places).toEqual([
      ['UI5010', 'deep/a.tests.json', '/fixtures/base/params/nope', 1],
      ['UI5011', 'deep/a.tests.json', '/cases/0/fixture', 1],
    ]);
  });

  it('are read beside a lone file, and leave the hash of the program alone', () => {
    const place = write('page.json', page('shop/a'));
    const without = compileIn(loadProject(place)!, 'page.json').compiled;
    write('page.tests.json', '{ "fixtures": { "base": {} } }');
    const { compiled } = compileIn(loadProject(place)!, 'page.json');
    expect(compiled.document?.fixtures).toEqual(['base']);
    expect(compiled.program?.hash).toBe(without.program?.hash);
  });

  it('of a broken file are told there, and the page is still compiled', () => {
    write('studio.json', studio);
    write('a.page.json', page('shop/a'));
    write('a.tests.json', '{ "fixtures": ');
    const { compiled } = compileIn(loadProject(at())!, 'a.page.json');
    expect(compiled.program).not.toBeNull();
    expect(compiled.diagnostics.map(({ code, file }) => [code, file])).toEqual([['UI1001', 'a.tests.json']]);
  });

  it('go with the bundle, so that a version is tested with its own fixtures', () => {
    write('studio.json', studio);
    write('a.page.json', page('shop/a'));
    write('a.tests.json', '{ "fixtures": { "base": {} } }');
    const project = loadProject(at())!;
    const { text, compiled } = compileIn(project, 'a.page.json');
    const bundle = bundleOf(project, text, compiled).bundle!;
    expect(engineForBundle(bundle).compile(text).document?.fixtures).toEqual(['base']);
  });
});
