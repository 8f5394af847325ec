import { describe, expect, it } from 'vitest';
import { catalog } from './components/catalog.ts';
import type { CoreComponent, Input } from './components/component.ts';
import { defineComponent } from './components/define-component.ts';
import { prop } from './components/prop.ts';
import { coreVersion } from './core-version.ts';
import { createEngine } from './create-engine.ts';
import { documentSchema } from './document/json-schema.ts';
import { complete, viewOf } from './language-service/index.ts';
import { projectWith } from './language-service/samples/cases.testing.ts';
import { componentPage } from './reference/component-page.ts';
import { propsForm } from './reference/props-form.ts';
import { type Bundle, bundleHash } from './release/bundle.ts';
import { engineForBundle } from './release/engine-for-bundle.ts';

/** A type as it was, and with one more prop; nothing else in these tests differs. */
const gauge = (more: Readonly<Record<string, ReturnType<typeof prop.text>>>): CoreComponent =>
  defineComponent({
    type: 'Gauge',
    summary: 'Shows how full something is.',
    category: 'data',
    props: { level: prop.integer(0, 100, { required: true }), ...more },
    styles: { base: '' },
    examples: [{ id: 'half', props: { level: 50 } }],
    emit: (props, out) => {
      const { level, unit } = props as Readonly<Record<string, Input | undefined>>;
      out.root('span', { class: 'ui-gauge' }, () => {
        if (level) out.text(level);
        if (unit) out.text(unit);
      });
    },
  });
const before = gauge({});
const after = gauge({ unit: prop.text({ about: 'What the number counts.' }) });

const text = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'acme/tank',
  version: '1.0.0',
  title: 'Tank',
  view: { id: 'tank', type: 'Gauge', props: { level: 50, unit: ' liters' } },
});

describe('one definition (E1)', () => {
  it('completes the prop in the editor', () => {
    expect(offered(before)).toEqual(['level']);
    expect(offered(after)).toEqual(['level', 'unit']);
    const schema = (component: CoreComponent) =>
      JSON.stringify(documentSchema('page', new Map([...catalog, ['Gauge', component]])));
    expect(schema(before)).not.toContain('What the number counts.');
    expect(schema(after)).toContain('What the number counts.');
  });

  it('takes it in validation', () => {
    const codes = (component: CoreComponent) =>
      createEngine({ components: [component] })
        .compile(text)
        .diagnostics.map(({ code }) => code);
    expect(codes(before)).toEqual(['UI2019']);
    expect(codes(after)).toEqual([]);
  });

  it('has a field for it in the form of the inspector', () => {
    expect(propsForm(before).map(({ name }) => name)).toEqual(['level']);
    expect(propsForm(after)[1]).toMatchObject({ name: 'unit', label: 'Unit', about: 'What the number counts.' });
  });

  it('has a row for it in the docs', () => {
    expect(componentPage(before)).not.toContain('`unit`');
    expect(componentPage(after)).toContain('| `unit` | text | What the number counts |');
  });

  it('renders it', () => {
    const engine = createEngine({ components: [after] });
    expect(engine.render(engine.compile(text).program!).html).toContain('<span class="ui-gauge">50 liters</span>');
  });

  it('serves it: a server with the type compiles a bundle to the very program that was approved', () => {
    const bundle: Bundle = {
      format: 1,
      engine: coreVersion,
      root: 'acme/tank',
      documents: [{ id: 'acme/tank', version: '1.0.0', text }],
      settings: {},
      manifests: {},
      assets: [],
      routes: {},
    };
    expect(bundleHash(bundle)).toMatch(/^sha256-/);
    const server = engineForBundle(bundle, { components: [after] });
    const served = server.compile(text);
    const approved = createEngine({ components: [after] }).compile(text);
    expect(served.program?.hash).toBe(approved.program?.hash);
    expect(server.render(served.program!).html).toContain('50 liters');
  });
});

function offered(component: CoreComponent): readonly string[] {
  const marked = '{ "view": { "id": "a", "type": "Gauge", "props": { | } } }';
  const own = { path: 'here.page.json', text: marked.replace('|', '') };
  const components = new Map([...catalog, [component.type, component]]);
  return complete(viewOf(projectWith([own], { components }), own), marked.indexOf('|')).map(({ label }) => label);
}
