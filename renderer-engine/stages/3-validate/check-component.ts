import { nearestName } from '../../diagnostics/nearest-name.ts';
import { step } from '../../document/pointer.ts';
import type { JsonObject, JsonSchema } from '../../document/types.ts';
import type { ResolvedComponent, ResolvedElement, ResolvedNode } from '../flow.ts';
import { checkNamedPlaces } from './check-named-places.ts';
import { checkNode } from './check-node.ts';
import { tellWrongDefault } from './check-params.ts';
import { idsOf } from './ids-in.ts';
import { componentScope } from './root-scope.ts';
import { inside, originOf, type Validation } from './validation.ts';

/** The view of a component, once, however many instances there are. */
export function checkComponent(component: ResolvedComponent, validation: Validation): void {
  const { view } = component;
  if (!view) return;
  const own: Validation = { ...validation, component, ids: idsOf([view]) };
  checkNode(view, { scope: componentScope(component), form: null, ancestors: [], insideLazy: false }, own);
  checkPlacedSlots(component, view, own);
  checkDefaults(component, own);
  checkNamingProp(component, own);
  checkNamedPlaces(component, own);
}

function checkDefaults({ props, unit, id }: ResolvedComponent, { teller }: Validation): void {
  const properties = ((props as JsonObject)['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const [, own] = id.split('#');
  const at = own === undefined ? '' : `/defs/components/${own}`;
  for (const [name, schema] of Object.entries(properties)) {
    tellWrongDefault(schema, { unit, pointer: step(`${at}/props/properties`, name) }, teller);
  }
}

/** `a11y.name` names a prop of the component, which instances then have to set. */
function checkNamingProp({ body, props, unit, id }: ResolvedComponent, { teller }: Validation): void {
  const name = body.a11y?.['name'];
  const known = Object.keys(((props as JsonObject)['properties'] ?? {}) as JsonObject);
  if (typeof name !== 'string' || known.includes(name) || id.includes('#')) return;
  const params = { component: 'This component', prop: name, nearest: nearestName(name, known) };
  teller.tell('UI2019', params, { origin: { unit, pointer: '/a11y/name' } });
}

/** A Slot names a slot of the component, and each stands in one place of every branch. */
function checkPlacedSlots({ body }: ResolvedComponent, view: ResolvedNode, { teller }: Validation): void {
  const declared = Object.keys(body.slots ?? {});
  const place = (node: ResolvedElement, placed: ReadonlySet<string>): ReadonlySet<string> => {
    const name = node.props['name'];
    if (typeof name !== 'string') return placed;
    const at = { origin: originOf(node, 'props.name'), node: node.id };
    if (!declared.includes(name)) {
      teller.tell('UI2006', { component: 'This component', slot: name, known: declared, nearest: null }, at);
    }
    if (placed.has(name)) teller.tell('UI2008', { slot: name }, at);
    checkProvided(node, name);
    return new Set([...placed, name]);
  };
  const checkProvided = (node: ResolvedElement, name: string): void => {
    const known = Object.keys(body.slots?.[name]?.provide ?? {});
    for (const own of Object.keys((node.props['provide'] ?? {}) as JsonObject)) {
      if (known.includes(own)) continue;
      const at = { origin: inside(originOf(node, 'props.provide'), own), node: node.id, atKey: true };
      teller.tell('UI2001', { key: own, where: `The slot "${name}"`, nearest: null }, at);
    }
  };
  const visit = (node: ResolvedNode, placed: ReadonlySet<string>): ReadonlySet<string> => {
    if (node.kind === 'text') return placed;
    const own = node.target.kind === 'core' && node.type === 'Slot' ? place(node, placed) : placed;
    const lists = Object.values(node.slots);
    // Only one case of a Match is shown, and either a node or its "else".
    const inside =
      node.type === 'Match'
        ? union(lists.map((list) => all(list, own)))
        : lists.reduce((seen, list) => all(list, seen), own);
    return union([inside, all(node.else, placed)]);
  };
  const all = (nodes: readonly ResolvedNode[], placed: ReadonlySet<string>) =>
    nodes.reduce((seen, node) => visit(node, seen), placed);
  visit(view, new Set());
}

const union = (sets: readonly ReadonlySet<string>[]): ReadonlySet<string> => new Set(sets.flatMap((set) => [...set]));
