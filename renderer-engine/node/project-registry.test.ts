import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { component } from '../registry/component-files.testing.ts';
import { loadProject } from './load-project.ts';
import { openRegistry } from './project-registry.ts';
import { page, temporaryProject } from './temporary-project.testing.ts';

const project = temporaryProject();
const uses = (...references: readonly string[]) => ({
  uses: Object.fromEntries(references.map((reference, at) => [`P${at}`, reference])),
  view: { id: 'root', type: 'Stack', children: references.map((_, at) => ({ id: `n${at}`, type: `P${at}` })) },
});

/** A project beside a folder of packages: `acme/a` with `acme/a/one`, which uses `acme/b/two` of `acme/b`. */
function opened() {
  project.write('shop/studio.json', { name: 'Shop', namespace: 'shop', packages: ['../design/packages'] });
  const home = project.write('shop/home.page.json', page('shop/home', uses('acme/a/one@^1.0.0')));
  project.write('design/packages/a/component-package.json', { name: 'acme/a', version: '1.0.0', related: ['acme/b'] });
  project.write('design/packages/a/one.component.json', {
    ...component('acme/a/one', '1.0.0'),
    uses: { Two: 'acme/b/two@^1.0.0' },
    view: { id: 'root', type: 'Two' },
  });
  project.write('design/packages/b/component-package.json', { name: 'acme/b', version: '1.0.0' });
  project.write('design/packages/b/two.component.json', {
    ...component('acme/b/two', '1.0.0'),
    view: { id: 'root', type: 'Text', props: { text: 'From a package' } },
  });
  const registry = openRegistry(loadProject(project.at('shop'))!);
  const text = JSON.stringify(page('shop/home', uses('acme/a/one@^1.0.0')));
  return { registry, text, home };
}

describe('component packages of a project (E8)', () => {
  it('are loaded when a page needs them, through what they need themselves', async () => {
    const { registry, text } = opened();
    expect(registry.status().packages).toMatchObject({ known: 2, loaded: [] });
    expect(await registry.prepare(text, 'home.page.json')).toEqual([]);
    const { program, diagnostics } = registry.engine.compile(text);
    expect(diagnostics).toEqual([]);
    expect(registry.engine.render(program!).html).toContain('From a package');
    registry.registry.work();
    const { packages, types } = registry.status();
    expect(packages).toMatchObject({ loaded: ['acme/a', 'acme/b'], counters: { misses: 2, hits: 0 } });
    expect(types.find(({ name }) => name === 'acme/b/two')).toMatchObject({ origin: 'package', dependents: 2 });
    await registry.prepare(text, 'home.page.json');
    expect(registry.status().packages.counters).toMatchObject({ misses: 2, hits: 2 });
  });

  it('that cannot be read are told where they are asked for', async () => {
    const { registry, text } = opened();
    rmSync(project.at('design/packages/b'), { recursive: true });
    const [told] = await registry.prepare(text, 'home.page.json');
    expect(told).toMatchObject({ code: 'UI3033', file: 'home.page.json' });
    expect(told?.message).toContain('acme/b');
    expect(registry.status().health.checks.find(({ name }) => name === 'packages')?.state).toBe('degraded');
  });

  it('that hold something of high risk are kept out until a person releases those very texts (S2)', async () => {
    const { registry, text } = opened();
    const risky = (words: string) => ({
      ...component('acme/b/two', '1.0.0'),
      view: { id: 'root', type: 'Text', props: { text: `${words} <script src=//evil.example>` } },
    });
    project.write('design/packages/b/two.component.json', risky('First'));
    registry.replace(loadProject(project.at('shop'))!);
    const [told] = await registry.prepare(text, 'home.page.json');
    expect(told).toMatchObject({ code: 'UI3033', message: expect.stringContaining('"acme/b"') });
    expect(told?.message).toContain('in quarantine, because package:acme/b/two.component.json holds an element');
    const { packages, health } = registry.status();
    expect(packages).toMatchObject({ loaded: ['acme/a'], counters: { quarantined: 1, loadErrors: 0 }, problems: [] });
    expect(packages.quarantined).toMatchObject([
      {
        package: 'acme/b',
        version: '1.0.0',
        findings: [
          { pointer: '/view/props/text', rule: 'forbidden-element', found: expect.stringMatching(/^<script/) },
        ],
      },
    ]);
    expect(health.checks.find(({ name }) => name === 'packages')).toMatchObject({ state: 'unhealthy' });
    expect(registry.registry.snapshot().definitions.has('acme/b/two')).toBe(false);
    // Asked for again it is not even loaded.
    await registry.prepare(text, 'home.page.json');
    expect(registry.status().packages.counters).toMatchObject({ misses: 2, quarantined: 1 });

    registry.release(packages.quarantined.map(({ hash }) => hash));
    expect(await registry.prepare(text, 'home.page.json')).toEqual([]);
    expect(registry.status().packages).toMatchObject({ quarantined: [], loaded: ['acme/a', 'acme/b'] });
    const { program, diagnostics } = registry.engine.compile(text);
    expect(registry.engine.render(program!).html).toContain('First &lt;script');
    // Shown, escaped; publishing it is another question.
    expect(diagnostics.map(({ code }) => code)).toContain('UI9302');

    project.write('design/packages/b/two.component.json', risky('Second, other words'));
    registry.replace(loadProject(project.at('shop'))!);
    expect(await registry.prepare(text, 'home.page.json')).toMatchObject([{ code: 'UI3033' }]);
    const again = openRegistry(loadProject(project.at('shop'))!, { kept: registry.keep() });
    expect(await again.prepare(text, 'home.page.json')).toMatchObject([{ code: 'UI3033' }]);
    project.write('design/packages/b/two.component.json', risky('First'));
    again.replace(loadProject(project.at('shop'))!);
    expect(await again.prepare(text, 'home.page.json')).toEqual([]);
  });

  it('are read again when a file of theirs changed', async () => {
    const { registry, text } = opened();
    await registry.prepare(text, 'home.page.json');
    const changed = {
      ...component('acme/b/two', '1.0.1'),
      view: { id: 'root', type: 'Text', props: { text: 'Newer' } },
    };
    writeFileSync(project.at('design/packages/b/two.component.json'), JSON.stringify(changed));
    registry.replace(loadProject(project.at('shop'))!);
    await registry.prepare(text, 'home.page.json');
    registry.registry.work();
    expect(registry.engine.render(registry.engine.compile(text).program!).html).toContain('Newer');
  });

  it('inside of the project belong to their package, not to the project', async () => {
    opened();
    project.write('shop/studio.json', { name: 'Shop', namespace: 'shop', packages: ['packages'] });
    project.write('shop/packages/c/component-package.json', { name: 'acme/c', version: '1.0.0' });
    project.write('shop/packages/c/three.component.json', component('acme/c/three', '1.0.0'));
    const loaded = loadProject(project.at('shop'))!;
    expect(loaded.documents.all.map(({ path }) => path)).toEqual(['home.page.json']);
    expect(openRegistry(loaded).status().packages.known).toBe(1);
  });

  it('with a manifest nobody can read are told, and the others are there', () => {
    opened();
    project.write('design/packages/bad/component-package.json', '{ "name": 7 }');
    const registry = openRegistry(loadProject(project.at('shop'))!);
    expect(registry.status().packages.known).toBe(2);
    expect(registry.project.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('does not describe a package'),
    ]);
  });
});

describe('the registry of a project', () => {
  it('keeps engine and figures while documents change, and the settings of the day', () => {
    const { registry } = opened();
    const before = registry.engine;
    project.write('shop/note.component.json', component('shop/note', '1.0.0'));
    registry.replace(loadProject(project.at('shop'))!);
    expect(registry.engine).toBe(before);
    project.write('shop/studio.json', { name: 'Shop', namespace: 'shop', locales: { default: 'de' } });
    registry.replace(loadProject(project.at('shop'))!);
    expect(registry.engine).not.toBe(before);
    registry.registry.work();
    expect(registry.registry.counters().loaded).toBe(1);
  });
});

describe('what a registry knows that no file says (E5, E7)', () => {
  it('is plain data, and goes on in the one that takes its place', () => {
    opened();
    const note = (version: string, type = 'Text', props: Record<string, unknown> = { text: {} }) =>
      JSON.stringify({
        ...component('shop/note', version),
        props: { type: 'object', properties: props },
        view: { id: 'root', type, props: { text: `Words of ${version}` } },
        examples: [{ id: 'one' }],
      });
    const place = project.at('shop');
    const file = project.at('shop/note.component.json');
    writeFileSync(file, note('1.0.0'));
    const first = openRegistry(loadProject(place)!);
    first.registry.work();
    writeFileSync(file, note('1.1.0'));
    first.replace(loadProject(place)!);
    first.registry.work();
    const shown = page('shop/home', uses('shop/note@^1.0.0'));
    first.engine.render(first.engine.compile(JSON.stringify(shown)).program!);
    writeFileSync(file, note('1.2.0', 'Txet'));
    first.replace(loadProject(place)!);
    first.registry.work();
    const before = first.status();
    expect(before.refusals).toMatchObject([{ kind: 'invalid', keeps: '1.1.0' }]);

    const second = openRegistry(loadProject(place)!, { kept: structuredClone(first.keep()) });
    second.registry.work();
    const after = second.status();
    expect(after.counters).toEqual(before.counters);
    expect(after.refusals).toMatchObject([{ kind: 'invalid', keeps: '1.1.0' }]);
    const type = (status: typeof before) => status.types.find(({ name }) => name === 'shop/note')!;
    expect(type(after)).toMatchObject({ version: '1.1.0', versions: ['1.0.0', '1.1.0'] });
    expect(type(after).metrics).toEqual(type(before).metrics);
    expect(type(after).metrics?.renders).toBe(1);
    const { program } = second.engine.compile(JSON.stringify(shown));
    expect(second.engine.render(program!).html).toContain('Words of 1.1.0');

    // What an older version promised is still known, although no file has it any more.
    writeFileSync(file, note('1.3.0', 'Text', {}));
    second.replace(loadProject(place)!);
    second.registry.work();
    expect(second.status().refusals).toMatchObject([{ kind: 'incompatible', keeps: '1.1.0' }]);
    expect(second.status().counters.refused).toBe(before.counters.refused + 1);
  });
});
