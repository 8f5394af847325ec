import type { CoreComponent, CoreExample } from '../components/component.ts';
import type { Json, JsonObject, JsonSchema, Node, NodeObject } from '../document/types.ts';

/** An example as a node of a page; inputs are bound to `/value` of the form they are put in. */
export function exampleNode(component: CoreComponent, { props, slots, label }: CoreExample): NodeObject {
  return {
    id: 'example',
    type: component.type,
    ...(isInput(component) && { bind: '/value' }),
    ...(label && { a11y: { label } }),
    ...(props && { props }),
    ...(slots && { slots: slots as Readonly<Record<string, Node[]>> }),
  };
}

export const isInput = ({ valueType, category }: CoreComponent): boolean =>
  valueType !== undefined && category === 'forms';

/** A form schema whose field `/value` the input can edit. */
export function fieldSchema({ valueType }: CoreComponent): JsonSchema {
  const forms = (valueType as JsonObject | undefined)?.['anyOf'];
  const [first = valueType] = (forms ?? []) as JsonSchema[];
  const { type = 'string', items } = (typeof first === 'object' ? first : {}) as JsonObject;
  const own = { type: ([type].flat()[0] ?? 'string') as Json, ...(items !== undefined && { items }) };
  return { type: 'object', properties: { value: own } };
}

/** The same node under ids that nothing else on the page has; what refers to them follows. */
export function withIds<T extends Json>(tree: T, prefix: string): T {
  const ids = new Set<string>();
  visit(tree, (map) => {
    if (typeof map['type'] === 'string' && typeof map['id'] === 'string') ids.add(map['id']);
  });
  const renamed = (value: Json): Json => (typeof value === 'string' && ids.has(value) ? `${prefix}-${value}` : value);
  const copy = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(copy);
    if (value === null || typeof value !== 'object') return value;
    const isNode = typeof (value as JsonObject)['type'] === 'string';
    return Object.fromEntries(
      Object.entries(value as JsonObject).map(([key, inner]) => {
        const refers = references.has(key) || (key === 'id' && isNode);
        return [key, refers ? renamed(inner) : copy(inner)];
      }),
    );
  };
  return copy(tree) as T;
}

const references = new Set(['target', 'labelledBy', 'describedBy']);

function visit(value: Json, see: (map: JsonObject) => void): void {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) see(value as JsonObject);
  for (const inner of Object.values(value)) visit(inner, see);
}
