import type { CoreComponent } from '../../components/component.ts';
import type { Access } from '../../document/access.ts';
import { mapValues } from '../../document/map-values.ts';
import type { ResolvedElement, ResolvedNode } from '../flow.ts';
import { bindTriggers } from './actions.ts';
import { type Bound, bindValue, nothing, type Variable, within } from './bound.ts';
import { type ExpandNodes, type Expansion, placeOf } from './expansion.ts';
import { withLiveParts } from './live-parts.ts';
import { renamed } from './mounted.ts';
import { bindEntries, bindScoped, scopeOfKey, variableBinding } from './scopes.ts';
import type { ElementNode, FieldBinding, Fill, FormScope, FormScopeNode, StyleUse, TreeNode } from './tree.ts';

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
  const form: FormScope = { node: place.id, name: typeof name === 'string' ? name : null, variable, place };
  const scope = within(at.scope, [['form', variableBinding(variable)]]);
  const body = [element(node, component, { ...at, scope, form }, expandNodes)];
  const opened: FormScopeNode = { kind: 'form', variable, form, body };
  return form.name !== null && node.props['live'] === true ? withLiveParts(opened) : opened;
}

function element(
  node: ResolvedElement,
  component: CoreComponent,
  at: Expansion,
  expandNodes: ExpandNodes,
): ElementNode {
  const place = placeOf(node, at);
  const self = place.id;
  const locals = localsOf(component);
  const below: Expansion = { ...at, parent: place.id };
  return {
    kind: 'element',
    component,
    address: { instances: at.instances, own: { id: node.id, keys: at.keys } },
    props: bindProps(node, component, at, locals),
    slots: mapValues(node.slots, (nodes, name) => fillOf(name, nodes, component, self, below, expandNodes)),
    field: fieldOf(node.bind, at),
    form: at.form,
    on: { ...bindTriggers(node, at), ...at.triggers },
    accessibility: { ...bindEntries(node, 'a11y', at.scope), ...at.accessibility },
    style: [...ownStyle(node, at), ...at.styles],
    classes: [...at.classes, ...partClass(node, at)],
    locals,
    self,
    access: at.include?.access ?? everyone,
    place,
  };
}

const everyone: readonly Access[] = [];

const localsByComponent = new WeakMap<CoreComponent, Readonly<Record<string, Variable>>>();

/** One set per type: whoever emits a node says what they stand for right before they are read. */
function localsOf(component: CoreComponent): Readonly<Record<string, Variable>> {
  const known = localsByComponent.get(component);
  if (known) return known;
  const made = makeLocals(component);
  localsByComponent.set(component, made);
  return made;
}

function makeLocals(component: CoreComponent): Readonly<Record<string, Variable>> {
  const names = Object.values(component.props).flatMap((prop) => Object.values(prop.scope ?? {}).flat());
  return Object.fromEntries(names.map((name) => [name, { name }]));
}

/** Props that name something of the page they stand in. */
const naming = new Set(['form', 'param', 'page']);

/** Schema defaults of props apply before anything reads them (language.md 2.2). */
function bindProps(
  node: ResolvedElement,
  component: CoreComponent,
  at: Expansion,
  locals: Readonly<Record<string, Variable>>,
): Readonly<Record<string, Bound>> {
  return mapValues(component.props, ({ schema, scope: paths, context, entries }, name) => {
    const written = node.props[name] ?? (typeof schema === 'object' ? schema['default'] : null) ?? null;
    const value =
      at.include && (entries || naming.has(context)) ? renamed(written, context, node.type, at.include) : written;
    if (value === null) return nothing;
    const scope = scopeOfKey(node, `props.${name}`, at.scope);
    return paths ? bindScoped(value, scope, paths, locals) : bindValue(value, scope);
  });
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
  const provide = (component.slots[name] ?? component.slots[family])?.provide ?? {};
  const provided = Object.fromEntries(Object.keys(provide).map((key) => [key, { name: key }]));
  const scope = within(
    at.scope,
    Object.entries(provided).map(([key, variable]) => [key, variableBinding(variable)] as const),
  );
  // What a fill is told comes from a loop around it, whose key the emitter knows.
  const keys: Expansion['keys'] = Object.keys(provided).length > 0 ? [...at.keys, { kind: 'fill', of: self }] : at.keys;
  return { provided, nodes: expandNodes(nodes, { ...at, scope, keys }) };
}

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

function ownStyle(node: ResolvedElement, at: Expansion): readonly StyleUse[] {
  return node.style ? [{ style: bindValue(node.style, at.scope), self: at.view?.className ?? null }] : [];
}

/** Parts of a component document are public style hooks: `acme-status-badge-1__icon`. */
function partClass(node: ResolvedElement, at: Expansion): readonly string[] {
  const { view } = at;
  if (!view?.className || at.isViewRoot || !view.parts.includes(node.id)) return [];
  return [`${view.className}__${node.id}`];
}
