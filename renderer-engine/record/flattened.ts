import type { Json, JsonObject } from '../document/types.ts';
import type { Resolved, ResolvedElement, ResolvedNode } from '../stages/flow.ts';

/** A resolved document as a plain one, with nothing left to look up but the components its nodes name (E11). */
export function flattened({ kind, unit, component, root, page, definitions }: Resolved): JsonObject {
  const { id, version, title } = unit.document;
  const { route, access, head, params, data, forms, context } = page;
  const view = component ? component.view : root;
  return without({
    ...{ kind, id, version, title, route, access, context },
    ...{ head, params, data, forms },
    messages: page.messages.get(unit) ?? null,
    types: Object.fromEntries(definitions),
    props: component?.props,
    slots: component?.body.slots,
    view: view && nodeOf(view),
  });
}

/** Parts a person wrote: JSON throughout, whatever they are called. */
type Loose = Readonly<Record<string, unknown>>;

const nodeOf = (node: ResolvedNode): Json => (node.kind === 'text' ? node.text : elementOf(node));

function elementOf(node: ResolvedElement): JsonObject {
  const { default: children, ...slots } = node.slots;
  const { id, type, props, bind, on, style, a11y, let: set } = node;
  return without({
    ...{ id, type, props },
    for: node.for && without({ ...node.for, empty: node.for.empty.map(nodeOf) }),
    let: set,
    if: node.if,
    ...{ bind, on, style },
    a11y: { ...a11y },
    lazy: node.lazy && without({ ...node.lazy, placeholder: node.lazy.placeholder.map(nodeOf) }),
    children: children?.map(nodeOf),
    slots: Object.fromEntries(Object.entries(slots).map(([name, nodes]) => [name, nodes.map(nodeOf)])),
    else: node.else.map(nodeOf),
    catch: node.catch?.map(nodeOf),
  });
}

/** What says nothing is left out: null, and empty maps and lists. */
const without = (parts: Loose): JsonObject =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => !isNothing(value))) as JsonObject;

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
