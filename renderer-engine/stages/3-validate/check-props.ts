import type { CoreComponent, PropDefinition } from '../../components/component.ts';
import { nearestName } from '../../diagnostics/nearest-name.ts';
import { step } from '../../document/pointer.ts';
import { schemaPart } from '../../document/schema-part.ts';
import type { JsonObject, JsonSchema } from '../../document/types.ts';
import { anyType, numberType, type Scope, scopeOf, type Type } from '../../expressions/index.ts';
import type { ResolvedComponent, ResolvedElement } from '../flow.ts';
import { wrappingScope } from './check-markup.ts';
import { checkValue, fitsAsItIs, scopePath } from './check-value.ts';
import { type Deprecated, tellDeprecatedProp } from './deprecated.ts';
import { provided } from './provided-names.ts';
import { fault, originOf, type Validation } from './validation.ts';

/** What a node may be given, and what is known of its type once for all nodes. */
interface Declarations {
  readonly props: Readonly<Record<string, Declared>>;
  readonly required: readonly string[];
  /** Some props are typed by others, which come first. */
  readonly areScoped: boolean;
  /** Somebody asks for the types of its props: what stands in its slots, other props, or Match. */
  readonly areTyped: boolean;
}

/** A prop as both kinds of component declare it. */
interface Declared {
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly scope?: PropDefinition['scope'];
  readonly deprecated?: Deprecated;
}

/** What the props of a node turned out to be. */
export interface CheckedProps {
  /** Static types of the props that are set; of constants only where somebody may ask. */
  readonly types: Readonly<Record<string, Type>>;
  /** Dependency paths of the props that have some. */
  readonly reads: readonly (readonly [prop: string, paths: readonly string[]])[];
}

/** Props against the component's definition; wrong ones become faults, a missing required one the whole node. */
export function checkProps(node: ResolvedElement, scope: Scope, validation: Validation): CheckedProps {
  const { props: declared, required, areScoped, areTyped } = declarationsOf(node);
  let found: Found | null = null;
  const names = areScoped ? inOrder(node.props, declared) : Object.keys(node.props);
  for (const name of names) {
    const own = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (!own) tellUnknown(node, name, Object.keys(declared), validation);
    else {
      if (own.deprecated) tellDeprecatedProp(node, name, own.deprecated, Object.keys(declared), validation);
      // Most props are constants of which nobody asks the type.
      if (!areTyped && fitsAsItIs(node.props[name]!, own.schema)) continue;
      found ??= { types: {}, reads: [] };
      checkProp(node, name, own, scope, found, validation);
    }
  }
  for (const name of required) {
    if (Object.hasOwn(node.props, name) && node.props[name] !== null) continue;
    tellMissing(node, name, validation);
    fault(validation, node, '');
  }
  return found ?? noProps;
}

interface Found {
  readonly types: Record<string, Type>;
  readonly reads: [prop: string, paths: readonly string[]][];
}

/** Of props about which nobody asks anything further. */
export const noProps: CheckedProps = { types: {}, reads: [] };

function checkProp(
  node: ResolvedElement,
  name: string,
  own: Declared,
  scope: Scope,
  { types, reads }: Found,
  validation: Validation,
): void {
  const checked = checkValue(
    node.props[name]!,
    {
      schema: own.schema,
      origin: originOf(node, `props.${name}`),
      scope: wrappingScope(node, name, scope),
      node: node.id,
      optional: !own.required,
      ...(own.scope && { scopeAt: (path) => extraScope(own.scope!, path, node, types, scope) }),
      tell: (problem, origin) =>
        validation.teller.tell('UI2005', { component: node.type, prop: name, problem }, { origin, node: node.id }),
    },
    validation,
  );
  types[name] = checked.type;
  if (checked.reads.length > 0) reads.push([name, checked.reads]);
  if (checked.sound) return;
  fault(validation, node, `props.${name}`);
  if (own.required) fault(validation, node, '');
}

/** Props that others are typed by (`rows`) come first. */
function inOrder(props: ResolvedElement['props'], declared: Readonly<Record<string, Declared>>): readonly string[] {
  const isScoped = (name: string) => Number(Boolean(declared[name]?.scope));
  return Object.keys(props).sort((a, b) => isScoped(a) - isScoped(b));
}

const declarations = new WeakMap<object, Declarations>();

function declarationsOf({ target }: ResolvedElement): Declarations {
  const known = declarations.get(target.component);
  if (known) return known;
  const props = target.kind === 'core' ? target.component.props : propsOf(target.component);
  const slots: Readonly<Record<string, { readonly provide?: object }>> =
    (target.kind === 'core' ? target.component.slots : target.component.body.slots) ?? {};
  const areScoped = Object.values(props).some(({ scope }) => scope);
  const made: Declarations = {
    props,
    required: Object.keys(props).filter((name) => props[name]!.required),
    areScoped,
    areTyped:
      areScoped ||
      Object.values(slots).some(({ provide }) => provide) ||
      (target.kind === 'core' && target.component.type === 'Match'),
  };
  declarations.set(target.component, made);
  return made;
}

function propsOf(component: ResolvedComponent): Readonly<Record<string, Declared>> {
  const schema = component.props as JsonObject;
  const required = new Set((schema['required'] ?? []) as readonly string[]);
  const entries = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  return Object.fromEntries(
    entries.map(([name, own]) => {
      const ui = (typeof own === 'object' ? own['x-ui'] : undefined) as JsonObject | undefined;
      const deprecated = ui?.['deprecated'] as Deprecated | undefined;
      return [
        name,
        {
          schema: schemaPart(schema, own),
          required: required.has(name) && !hasDefault(own),
          ...(deprecated && { deprecated }),
        },
      ];
    }),
  );
}

const hasDefault = (schema: JsonSchema): boolean => typeof schema === 'object' && schema['default'] !== undefined;

/** Extra names that strings in a prop see, such as `row` in a column's value. */
function extraScope(
  scopes: NonNullable<PropDefinition['scope']>,
  path: readonly string[],
  node: ResolvedElement,
  types: Readonly<Record<string, Type>>,
  outer: Scope,
): Scope | null {
  const names = scopes[scopePath(path)] ?? scopes['**'];
  if (!names || node.target.kind !== 'core') return null;
  const component = node.target.component;
  const entries = names.map((name) => [name, { type: extraType(name, component, types) }] as const);
  return scopeOf(Object.fromEntries(entries), outer);
}

function extraType(name: string, component: CoreComponent, types: Readonly<Record<string, Type>>): Type {
  for (const { provide } of Object.values(component.slots)) {
    if (provide && Object.hasOwn(provide, name)) return provided(provide[name]!, types);
  }
  if (name === 'index') return numberType;
  return name === 'option' && types['options']?.list ? types['options'].list : anyType;
}

function tellUnknown(node: ResolvedElement, name: string, known: readonly string[], validation: Validation): void {
  const nearest = nearestName(
    name,
    known.filter((one) => !Object.hasOwn(node.props, one)),
  );
  const origin = originOf(node, `props.${name}`);
  const parent = origin.pointer.slice(0, origin.pointer.lastIndexOf('/'));
  const remove = { title: `Remove "${name}"`, safe: false, edits: [{ op: 'remove', path: origin.pointer } as const] };
  const edits = [{ op: 'move', from: origin.pointer, path: step(parent, nearest ?? '') } as const];
  const fixes = nearest ? [{ title: `Rename to "${nearest}"`, safe: false, edits }, remove] : [remove];
  const params = { component: node.type, prop: name, nearest };
  validation.teller.tell('UI2019', params, { origin, node: node.id, atKey: true }, { fixes });
  fault(validation, node, `props.${name}`);
}

function tellMissing(node: ResolvedElement, prop: string, { teller }: Validation): void {
  const origin = originOf(node, 'type');
  teller.tell('UI2018', { component: node.type, prop }, { origin, node: node.id });
}
