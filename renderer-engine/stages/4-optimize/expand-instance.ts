import { step } from '../../document/pointer.ts';
import type { Json, JsonObject, JsonSchema } from '../../document/types.ts';
import type { ResolvedComponent, ResolvedElement, ResolvedNode } from '../flow.ts';
import { bindTriggers, handlersOf, isAnyTrigger } from './actions.ts';
import {
  asBinding,
  type Binding,
  type Bound,
  bindValue,
  constant,
  express,
  isPath,
  known,
  type Variable,
} from './bound.ts';
import { type ExpandNodes, type Expansion, placeOf } from './expansion.ts';
import { fragmentTargets } from './fragment-targets.ts';
import { bindEntries, componentScope, scopeOfKey, variableBinding } from './scopes.ts';
import type { GuardNode, LetNode, TreeNode } from './tree.ts';

/** An instance is replaced by its component's view with the props bound: the one mechanism of language.md 9.7. */
export function expandInstance(
  node: ResolvedElement,
  component: ResolvedComponent,
  at: Expansion,
  expandNodes: ExpandNodes,
): readonly TreeNode[] {
  if (!component.view) return [];
  const { members, entries, checks } = bindProps(node, component, at);
  const className = classNameOf(component);
  const filled = Object.keys({ ...component.body.slots, ...node.slots });
  const entered = { id: node.id, keys: at.keys };
  const body = expandNodes([component.view], {
    ...at,
    scope: componentScope(
      component.unit,
      members,
      Object.fromEntries(filled.map((name) => [name, (node.slots[name]?.length ?? 0) > 0])),
    ),
    instances: [...at.instances, entered],
    keys: [],
    targets: targetsOf(component.view),
    view: {
      className,
      parts: component.body.parts ?? [],
      root: component.view,
      fills: node.slots,
      written: at,
      bind: node.bind,
      on: handlersOf(node, at),
    },
    classes: className ? [...at.classes, className] : at.classes,
    styles: node.style ? [...at.styles, { style: bindValue(node.style, at.scope), self: className }] : at.styles,
    accessibility: { ...at.accessibility, ...bindEntries(node, 'a11y', at.scope) },
    triggers: { ...at.triggers, ...handedTriggers(node, at) },
  });
  const guarded: readonly TreeNode[] =
    checks.length === 0
      ? body
      : [
          {
            kind: 'guard',
            component: node.type,
            id: component.id,
            checks,
            body,
            place: placeOf(node, at),
          } satisfies GuardNode,
        ];
  return entries.length === 0 ? guarded : [{ kind: 'let', entries, body: guarded } satisfies LetNode];
}

const targetsByView = new WeakMap<ResolvedNode, ReadonlySet<string>>();

/** A view is expanded once per instance, and looked through once. */
function targetsOf(view: ResolvedNode): ReadonlySet<string> {
  const known = targetsByView.get(view);
  if (known) return known;
  const made = fragmentTargets(view);
  targetsByView.set(view, made);
  return made;
}

const handedTriggers = (node: ResolvedElement, at: Expansion) =>
  Object.fromEntries(Object.entries(bindTriggers(node, at)).filter(([trigger]) => isAnyTrigger(trigger)));

/** `acme/status-badge@1.4.0` → `acme-status-badge-1`; components private to a page have no class of their own. */
export function classNameOf({ id, version }: ResolvedComponent): string | null {
  if (id.includes('#')) return null;
  return `${id.replaceAll('/', '-')}-${version.split('.')[0]}`;
}

function bindProps(node: ResolvedElement, component: ResolvedComponent, at: Expansion) {
  const schema = typeof component.props === 'object' ? component.props : {};
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const required = (schema['required'] ?? []) as readonly string[];
  const members = new Map<string, Binding>();
  const entries: { variable: Variable; value: Bound }[] = [];
  const checks: { prop: string; value: Bound }[] = [];
  for (const name of Object.keys({ ...properties, ...node.props })) {
    const given = bindValue(node.props[name] ?? null, scopeOfKey(node, `props.${name}`, at.scope));
    if (isShape(properties[name]) && isOpen(given)) tellOpenShape(node, name, at);
    const bound = withDefault(given, defaultOf(properties[name]), at);
    const binding = isPath(bound) ? asBinding(bound) : moved(name, bound, entries);
    members.set(name, binding);
    if (required.includes(name) && !isPresent(bound)) {
      checks.push({ prop: name, value: express('v', { v: binding }, at.scope) });
    }
  }
  return { members, entries, checks };
}

/** `"x-ui": { "dynamic": false }` is a promise to the view: of a scalar its value, of a list its length (9.7). */
const isShape = (schema: JsonSchema | undefined): boolean =>
  typeof schema === 'object' && (schema['x-ui'] as JsonObject | undefined)?.['dynamic'] === false;

const isOpen = (bound: Bound): boolean => bound.kind === 'template' && known(bound) === undefined;

function tellOpenShape(node: ResolvedElement, prop: string, at: Expansion): void {
  const { origin, id } = placeOf(node, at);
  const written = node.keyOrigins.get(`props.${prop}`) ?? {
    unit: origin.unit,
    pointer: step(`${origin.pointer}/props`, prop),
  };
  at.teller.tell('UI2013', { component: node.type, prop }, { origin: written, node: id });
}

/** Anything dearer than a path is computed once, on entering the instance. */
function moved(name: string, value: Bound, entries: { variable: Variable; value: Bound }[]): Binding {
  const variable: Variable = { name: `props.${name}` };
  entries.push({ variable, value });
  return variableBinding(variable);
}

const defaultOf = (schema: JsonSchema | undefined): Json =>
  typeof schema === 'object' && Object.hasOwn(schema, 'default') ? schema['default']! : null;

function withDefault(bound: Bound, fallback: Json, at: Expansion): Bound {
  if (fallback === null) return bound;
  if (bound.kind === 'constant') return bound.value === null ? constant(fallback) : bound;
  return express('v ?? d', { v: { kind: 'alias', bound }, d: constant(fallback) }, at.scope);
}

/** Constants other than null, lists, maps and text around holes are never null. */
const isPresent = (bound: Bound): boolean =>
  bound.kind === 'constant' ? bound.value !== null : bound.kind !== 'template' || !bound.template.whole;
