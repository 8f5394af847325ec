import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { component } from '../registry/component-files.testing.ts';
import { loadProject } from './load-project.ts';
import { openRegistry } from './project-registry.ts';
import { page, temporaryProject } from './temporary-project.testing.ts';

const project = temporaryProject();
const note = (version: string, more: object = {}) => ({ ...component('shop/note', version), ...more });
const home = page('shop/home', {
  uses: { Note: 'shop/note@^1.0.0', Ad: 'acme/ad@^1.0.0' },
  params: { words: { type: 'string', default: '' } },
  view: {
    id: 'root',
    type: 'Stack',
    children: [
      { id: 'note', type: 'Note', props: { text: "${params.words == '' ? null : params.words}" } },
      { id: 'ad', type: 'Ad' },
    ],
  },
});

/** The project as it lies there, looked at; states by check, and the worst of them. */
function opened() {
  project.write('studio.json', { name: 'Shop', namespace: 'shop', packages: ['packages'] });
  project.write('note.component.json', note('1.0.0'));
  project.write('home.page.json', home);
  project.write('packages/ads/component-package.json', { name: 'acme/ads', version: '1.0.0' });
  project.write('packages/ads/ad.component.json', component('acme/ad', '1.0.0'));
  const held = openRegistry(loadProject(project.at())!);
  return {
    held,
    look({ reads = true } = {}) {
      if (reads) held.replace(loadProject(project.at())!);
      held.registry.work();
      const { health } = held.status();
      const states = Object.fromEntries(health.checks.map(({ name, state }) => [name, state]));
      return { all: health.state, ...states };
    },
  };
}

const well = { files: 'healthy', names: 'healthy', dependents: 'healthy', packages: 'healthy', components: 'healthy' };

it('each check of the registry is moved by what it watches, and falls back (E5, E7, E8)', async () => {
  const { held, look } = opened();
  expect(look()).toEqual({ all: 'healthy', ...well });

  // A file with a mistake: the old one stays, which is degraded; a new one that never worked is unhealthy.
  project.write('note.component.json', note('1.0.1', { view: { id: 'root', type: 'Txet' } }));
  expect(look()).toMatchObject({ all: 'degraded', files: 'degraded', components: 'degraded' });
  project.write('other.component.json', { ...component('shop/other', '1.0.0'), view: { id: 'root', type: 'Txet' } });
  expect(look()).toMatchObject({ all: 'unhealthy', files: 'unhealthy' });
  rmSync(project.at('other.component.json'));
  project.write('note.component.json', note('1.0.1'));
  expect(look()).toEqual({ all: 'healthy', ...well });

  // One name in two files.
  project.write('copy.component.json', note('1.0.1', { title: 'Another' }));
  expect(look()).toMatchObject({ all: 'unhealthy', names: 'unhealthy', components: 'unhealthy' });
  rmSync(project.at('copy.component.json'));
  expect(look()).toEqual({ all: 'healthy', ...well });

  // A package that cannot be read when a page needs it.
  rmSync(project.at('packages/ads'), { recursive: true });
  const text = JSON.stringify(home);
  await held.prepare(text, 'home.page.json');
  expect(look({ reads: false })).toMatchObject({ all: 'degraded', packages: 'degraded' });
  project.write('packages/ads/component-package.json', { name: 'acme/ads', version: '1.0.0' });
  project.write('packages/ads/ad.component.json', component('acme/ad', '1.0.0'));
  look();
  await held.prepare(text, 'home.page.json');
  expect(look()).toEqual({ all: 'healthy', ...well });

  // A version that no longer takes what a page gives.
  project.write('note.component.json', note('2.0.0', { props: nothing, view: plain, examples: [{ id: 'one' }] }));
  expect(look()).toMatchObject({ all: 'degraded', dependents: 'degraded' });
  project.write('note.component.json', note('1.0.2', { view: { ...plain, props: { text: '${props.text}' } } }));
  expect(look()).toEqual({ all: 'healthy', ...well });

  // A component that fails in a page, once and again.
  const { program } = held.engine.compile(text, { file: 'home.page.json' });
  held.engine.render(program!);
  expect(look()).toMatchObject({ all: 'degraded', components: 'degraded' });
  for (let render = 1; render < 10; render++) held.engine.render(program!);
  expect(look()).toMatchObject({ all: 'unhealthy', components: 'unhealthy' });
}, 60_000);

const nothing = { type: 'object', properties: {} };
const plain = { id: 'root', type: 'Text', props: { text: 'Hi' } };
