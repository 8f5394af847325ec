import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { JsonObject, JsonSchema, Node, PageDocument } from '../document/types.ts';
import { catalog } from './catalog.ts';
import type { CoreComponent } from './component.ts';

/** What the examples of Include show. */
const orders: JsonObject = {
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/orders',
  version: '1.0.0',
  title: 'Orders',
  params: { status: { type: 'string', default: 'all' } },
  view: { id: 'list', type: 'Text', props: { text: '${params.status}' } },
};
const engine = createEngine({
  documents: { find: (id) => (id === 'test/orders' ? [{ text: JSON.stringify(orders) }] : []) },
});
const components = [...catalog.values()];

const pageWith = (...children: Node[]): PageDocument => ({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/page',
  version: '1.0.0',
  title: 'Test',
  uses: { Orders: 'test/orders@^1.0.0' },
  view: { id: 'root', type: 'Stack', children },
});
describe.each(components)('$type', (component: CoreComponent) => {
  const isInput = component.valueType !== undefined && component.category === 'forms';
  const schema = { type: firstType(component.valueType) };

  it.each(component.examples)('shows its example $id without errors', ({ props, slots }) => {
    const node: Node = {
      id: 'example',
      type: component.type,
      ...(props && { props }),
      ...(slots && { slots }),
      ...(isInput && { bind: '/v' }),
    };
    const page = pageWith(isInput ? { id: 'form', type: 'Form', props: { form: 'f' }, children: [node] } : node);
    const forms = { f: { schema: { type: 'object', properties: { v: schema } } } };
    const { program, diagnostics } = engine.compile({ ...page, forms });
    const errors = diagnostics.filter(({ severity, code }) => severity === 'error' && !isSlotProblem(component, code));
    expect(errors).toEqual([]);
    if (program) expect(engine.styles(program).diagnostics).toEqual([]);
  });

  it('gives every axis a default among its values', () => {
    for (const [name, { default: standard, values }] of Object.entries(component.styles.axes ?? {})) {
      expect(component.props[name]?.axis).toBe(true);
      expect(Object.keys(values)).toContain(standard);
      const { schema } = component.props[name] ?? {};
      expect(typeof schema === 'object' && schema['enum']).toEqual(Object.keys(values));
    }
    const styled = Object.keys(component.styles.axes ?? {});
    const axes = Object.keys(component.props).filter((name) => component.props[name]?.axis);
    expect(axes.sort()).toEqual(styled.sort());
  });

  it('uses logical directions only', () => {
    const { base, axes = {}, shared = [] } = component.styles;
    const css = [base, ...shared, ...Object.values(axes).flatMap(({ values }) => Object.values(values))].join('\n');
    expect(css).not.toMatch(
      /[\s;{](margin|padding|border)-(left|right|top|bottom)|[\s;{](left|right|top|bottom)\s*:|text-align:\s*(left|right)/,
    );
  });
});

/** One kind of value the input edits. */
function firstType(valueType: JsonSchema | undefined): string {
  const [first = valueType] = ((valueType as JsonObject | undefined)?.['anyOf'] ?? []) as JsonSchema[];
  const types = [(first as JsonObject | undefined)?.['type'] ?? 'string'].flat();
  return String(types[0]);
}

/** A Slot in a page is open: only layouts and components place slots. */
const isSlotProblem = ({ type }: CoreComponent, code: string): boolean => type === 'Slot' && code.startsWith('UI2');
