import type { CoreComponent } from '../components/component.ts';
import { createEngine } from '../create-engine.ts';
import type { ComponentExample, Json } from '../document/types.ts';
import type { Engine } from '../engine.ts';
import { exampleNode, fieldSchema, isInput } from '../gallery/example-node.ts';

/**
 * The HTML an example of a built-in type gives, without the page around it. Null for what makes no sense outside
 * layouts and components, and for what fails without data of a page.
 */
export function exampleHtml(component: CoreComponent, example: ComponentExample): string | null {
  if (component.type === 'Page' || component.type === 'Slot' || component.type === 'Include') return null;
  const node = exampleNode(component, example) as unknown as Json;
  const input = isInput(component);
  const { program } = engine().compile({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'engine/example',
    version: '1.0.0',
    title: 'Example',
    ...(input && { forms: { form: { schema: fieldSchema(component) } } }),
    view: {
      id: 'around',
      type: 'Box',
      props: { as: 'div' },
      children: [input ? { id: 'form', type: 'Form', props: { form: 'form' }, children: [node] } : node],
    },
  } as never);
  if (!program) return null;
  const { html, diagnostics } = engine().render(program);
  if (diagnostics.some(({ severity }) => severity === 'error')) return null;
  const inner = /<main[^>]*><div[^>]*>([\s\S]*)<\/div><\/main>/.exec(html)?.[1];
  if (inner === undefined) return null;
  return lines(input ? inner.replace(/^<form[^>]*>(<input type="hidden"[^>]*>)*/, '').replace(/<\/form>$/, '') : inner);
}

/** One engine for all examples, made when the first is asked for. */
let shared: Engine | undefined;
const engine = (): Engine => {
  shared ??= createEngine();
  return shared;
};

/** A new line before each element that follows another, so that a page shows it without scrolling far. */
const lines = (html: string): string => {
  const shown = html.replaceAll(/></g, '>\n<');
  return shown.length > 2_000 ? `${shown.slice(0, 2_000).replace(/\n[^\n]*$/, '')}\n…` : shown;
};
