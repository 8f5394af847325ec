import type { CoreComponent, PropDefinition } from '../../components/component.ts';
import type { Access } from '../../document/access.ts';
import { hasKeys, mapValues } from '../../document/map-values.ts';
import type { JsonObject } from '../../document/types.ts';
import type { ResolvedElement, ResolvedNode } from '../flow.ts';
import { bindTriggers } from './actions.ts';
import { type Bound, bindValue, nothing, type Variable, within } from './bound.ts';
import { type ExpandNodes, type Expansion, placeOf, plainly } from './expansion.ts';
import { withLiveParts } from './live-parts.ts';
import { renamed } from './mounted.ts';
import { changeRulesOf } from './rule-reads.ts';
import { bindEntries, bindScoped, scopeOfKey, variableBinding } from './scopes.ts';
import type { ElementNode, FieldBinding, Fill, FormScope, FormScopeNode, Place, StyleUse, TreeNode } from './tree.ts';

/** A built-in with everything it needs bound; a Form also opens the scope of the name `form`. */
export function expandElement(
  node: ResolvedElement,
  component: CoreComponent,
  at: Expansion,
  expandNodes: ExpandNodes,
): TreeNode {
  if (component.type !== 'Form') return element(node, component, at, expandNodes);
  const name = renamed(node.props['form'] ?? null, 'form', node.type, at.include);
  const variable: Variable = { name: 'form' };
  const place = placeOf(node, at);
  if (at.form && viewOf(at.form.node) !== viewOf(place.id)) tellNested(node, place, at.form, at);
  const form: FormScope = { node: place.id, name: typeof name === 'string' ? name : null, variable, place };
  const scope = within(at.scope, [['form', variableBinding(variable)]]);
  const body = [element(node, component, { ...at, scope, form }, expandNodes)];
  const opened: FormScopeNode = { kind: 'form', variable, form, body };
  if (form.name === null) return opened;
  const isLive = node.props['live'] === true;
  const definition = formsOf(at)[node.props['form'] as string];
  const rules = definition ? changeRulesOf(definition, scope) : null;
  return isLive || rules ? withLiveParts(opened, isLive, rules) : opened;
}

/** Forms by the name they have where the node was written. */
const formsOf = ({ include, forms }: Expansion): Expansion['forms'] => include?.include.page.forms ?? forms;

/** What validation cannot see: one of the two comes out of a component. A browser would drop it without a word. */
function tellNested(
  { origin, id }: ResolvedElement,
  { id: own }: Place,
  around: FormScope,
  { teller }: Expansion,
): void {
  const params = {
    child: `The Form "${own}"`,
    parent: `the Form "${around.node}"`,
    rule: 'a Form cannot be inside one',
  };
  teller.tell('UI2007', params, { origin: { ...origin, pointer: `${origin.pointer}/type` }, node: id });
}

/** The instance whose view a node stands in: `card--row--form` → `card--row`. */
const viewOf = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('--')));

function element(
  node: ResolvedElement,
  component: CoreComponent,
  at: Expansion,
  expandNodes: ExpandNodes,
): ElementNode {
  const place = placeOf(node, at);
  const { locals } = traitsOf(component);
  return {
    kind: 'element',
    component,
    address: { instances: at.instances, own: { id: node.id, keys: at.keys } },
    props: bindProps(node, component, at),
    slots: hasKeys(node.slots)
      ? mapValues(node.slots, (nodes, name) => fillOf(name, nodes, component, place.id, at, expandNodes))
      : noFills,
    field: fieldOf(node.bind, at),
    form: at.form,
    on: hasKeys(node.on) ? { ...bindTriggers(node, at), ...at.triggers } : at.triggers,
    accessibility: hasKeys(node.a11y as JsonObject)
      ? { ...bindEntries(node, 'a11y', at.scope), ...at.accessibility }
      : at.accessibility,
    style: node.style ? [ownStyle(node.style, at), ...at.styles] : at.styles,
    classes: isPart(node, at) ? [...at.classes, `${at.view!.className}__${node.id}`] : at.classes,
    locals,
    self: place.id,
    access: at.include?.access ?? everyone,
    place,
  };
}

const noFills: ElementNode['slots'] = {};
const everyone: readonly Access[] = [];

/** What binding the props of a built-in needs, the same for all nodes of a type. */
interface Traits {
  /** One set per type: whoever emits a node says what they stand for right before they are read. */
  readonly locals: Readonly<Record<string, Variable>>;
  /** Every prop, left out. */
  readonly absent: Readonly<Record<string, Bound>>;
  /** Some prop has a value of its own when it is left out. */
  readonly hasDefaults: boolean;
}

const known = new WeakMap<CoreComponent, Traits>();

function traitsOf(component: CoreComponent): Traits {
  const before = known.get(component);
  if (before) return before;
  const props = Object.values(component.props);
  const names = props.flatMap((prop) => Object.values(prop.scope ?? {}).flat());
  const traits: Traits = {
    locals: Object.fromEntries(names.map((name) => [name, { name }])),
    absent: mapValues(component.props, () => nothing),
    hasDefaults: props.some(({ schema }) => typeof schema === 'object' && schema['default'] !== undefined),
  };
  known.set(component, traits);
  return traits;
}

/** Props that name something of the page they stand in. */
const naming = new Set(['form', 'param', 'page']);

/** Schema defaults of props apply before anything reads them (language.md 2.2). */
function bindProps(node: ResolvedElement, component: CoreComponent, at: Expansion): Readonly<Record<string, Bound>> {
  const { absent, hasDefaults } = traitsOf(component);
  // In an included page even a prop that is left out may name something.
  const names = at.include || hasDefaults ? component.props : node.props;
  const props: Record<string, Bound> = { ...absent };
  for (const name in names) {
    const prop = Object.hasOwn(component.props, name) ? component.props[name] : undefined;
    if (prop) props[name] = bindProp(name, prop, node, component, at);
  }
  return props;
}

function bindProp(
  name: string,
  { schema, scope: paths, context, entries }: PropDefinition,
  node: ResolvedElement,
  component: CoreComponent,
  at: Expansion,
): Bound {
  const written = node.props[name] ?? (typeof schema === 'object' ? schema['default'] : null) ?? null;
  const value =
    at.include && (entries || naming.has(context)) ? renamed(written, context, node.type, at.include) : written;
  if (value === null) return nothing;
  const scope = scopeOfKey(node, 'props.', at.scope, name);
  return paths ? bindScoped(value, scope, paths, traitsOf(component).locals) : bindValue(value, scope);
}

function fillOf(
  name: string,
  nodes: readonly ResolvedNode[],
  component: CoreComponent,
  self: string,
  at: Expansion,
  expandNodes: ExpandNodes,
): Fill {
  const family = name.includes(':') ? `${name.slice(0, name.indexOf(':'))}:*` : name;
  const provide = (component.slots[name] ?? component.slots[family])?.provide;
  const plain = { ...at, ...plainly, parent: self };
  if (!provide || !hasKeys(provide)) return { provided: noNames, nodes: expandNodes(nodes, plain) };
  const provided = Object.fromEntries(Object.keys(provide).map((key) => [key, { name: key }]));
  const scope = within(
    at.scope,
    Object.entries(provided).map(([key, variable]) => [key, variableBinding(variable)] as const),
  );
  // What a fill is told comes from a loop around it, whose key the emitter knows.
  const keys: Expansion['keys'] = [...at.keys, { kind: 'fill', of: self }];
  return { provided, nodes: expandNodes(nodes, { ...plain, scope, keys }) };
}

const noNames: Fill['provided'] = {};

/** `"/qty"`, `"params:q"`, or inside a component `"."` and `"./street"` below the instance's own `bind`. */
function fieldOf(bind: string | null, at: Expansion): FieldBinding | null {
  const target = bind?.startsWith('.') ? joinBind(at.view?.bind ?? null, bind) : bind;
  if (target === null || target === undefined) return null;
  if (target.startsWith('params:')) {
    const param = renamed(target.slice('params:'.length), 'param', '', at.include);
    return typeof param === 'string' ? { kind: 'param', param } : null;
  }
  return at.form && target.startsWith('/') ? { kind: 'form', form: at.form, pointer: target } : null;
}

const joinBind = (outer: string | null, inner: string): string | null =>
  outer === null ? null : inner === '.' ? outer : outer + inner.slice(1);

const ownStyle = (style: JsonObject, at: Expansion): StyleUse => ({
  style: bindValue(style, at.scope),
  self: at.view?.className ?? null,
});

/** Parts of a component document are public style hooks: `acme-status-badge-1__icon`. */
const isPart = ({ id }: ResolvedElement, { view, isViewRoot }: Expansion): boolean =>
  view !== null && view.className !== null && !isViewRoot && view.parts.includes(id);
