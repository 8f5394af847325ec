import { mapValues } from '../../document/map-values.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { ResolvedElement, Unit } from '../flow.ts';
import { type Binding, type Bound, bindValue, constant, type Scope, type Variable, within } from './bound.ts';

/** The roots every page expression may read; the emitter gives them the first frame slots in this order. */
export const roots = {
  params: { name: 'params' },
  data: { name: 'data' },
  ctx: { name: 'ctx' },
} as const satisfies Readonly<Record<string, Variable>>;

export const variableBinding = (variable: Variable): Binding => ({ kind: 'variable', variable });

/** What a page's own nodes see before any loop, `let` or slot. */
export const pageScope = (unit: Unit): Scope => ({
  ...ownership(unit),
  names: new Map(Object.entries(roots).map(([name, variable]) => [name, variableBinding(variable)])),
});

/** What a component's view sees: `props`, `ctx`, `slots`. */
export const componentScope = (
  unit: Unit,
  props: ReadonlyMap<string, Binding>,
  filled: Readonly<Record<string, boolean>>,
): Scope => ({
  ...ownership(unit),
  names: new Map<string, Binding>([
    ['props', { kind: 'record', members: props }],
    ['ctx', variableBinding(roots.ctx)],
    ['slots', constant(filled)],
  ]),
});

/** What an included page's own nodes see: its params and data, under the names it knows them by. */
export const includeScope = (
  unit: Unit,
  params: Readonly<Record<string, Binding>>,
  data: Readonly<Record<string, Binding>>,
): Scope => ({
  ...ownership(unit),
  names: new Map<string, Binding>([
    ['params', { kind: 'record', members: new Map(Object.entries(params)) }],
    ['data', { kind: 'record', members: new Map(Object.entries(data)) }],
    ['ctx', variableBinding(roots.ctx)],
  ]),
});

/** The same names, but keys and aliases belong to the document that wrote the text (language.md 5.2). */
export function writtenBy(scope: Scope, unit: Unit): Scope {
  const own = ownership(unit);
  return scope.aliasOf === own.aliasOf ? scope : { ...scope, ...own };
}

/** A key that an override has set belongs to the document of the override: `props.text`, `if`. */
export function scopeOfKey({ keyOrigins }: ResolvedElement, key: string, scope: Scope, below = ''): Scope {
  // Most nodes have none, and no name need be put together for them.
  const origin = keyOrigins.size === 0 ? undefined : keyOrigins.get(key + below);
  return origin ? writtenBy(scope, origin.unit) : scope;
}

/** Binds the entries of one keyword of a node: `a11y`. */
export const bindEntries = (node: ResolvedElement, keyword: 'a11y', scope: Scope): Readonly<Record<string, Bound>> =>
  mapValues(node[keyword] as JsonObject, (value, name) =>
    bindValue(value, scopeOfKey(node, `${keyword}.${name}`, scope)),
  );

type Ownership = Pick<Scope, 'owner' | 'aliasOf'>;

const ownerships = new WeakMap<Unit, Ownership>();

/** One per unit, so that scopes of the same owner are known by it. */
function ownership(unit: Unit): Ownership {
  const known = ownerships.get(unit);
  if (known) return known;
  const own: Ownership = {
    owner: unit.document.id,
    aliasOf: (alias) => unit.uses.get(alias)?.document.id ?? alias,
  };
  ownerships.set(unit, own);
  return own;
}

/**
 * Binds a prop; strings at the paths of `paths` (`*` is any list index, `**` any place) also see the names given there,
 * as variables of `locals`.
 */
export function bindScoped(
  value: Json,
  scope: Scope,
  paths: Readonly<Record<string, readonly string[]>>,
  locals: Readonly<Record<string, Variable>>,
  path = '',
): Bound {
  const names = paths[path] ?? paths['**'];
  if (names) {
    const extra = names.flatMap((name) => (locals[name] ? [[name, variableBinding(locals[name])] as const] : []));
    return bindValue(value, within(scope, extra));
  }
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item) => bindScoped(item, scope, paths, locals, below('*'))) };
  }
  if (value === null || typeof value !== 'object') return bindValue(value, scope);
  const entries = mapValues(value as JsonObject, (item, key) => bindScoped(item, scope, paths, locals, below(key)));
  return { kind: 'map', entries };
}
