import type { JsonObject, JsonSchema } from '../../document/types.ts';
import {
  anyType,
  booleanType,
  dateType,
  datetimeType,
  listOf,
  mapOf,
  messagesOf,
  nullable,
  nullType,
  type Scope,
  scopeOf,
  type Type,
  textType,
  typeOfSchema,
  union,
} from '../../expressions/index.ts';
import type { ResolvedComponent, ResolvedPage } from '../flow.ts';

const oneOf = (...values: readonly string[]): Type => ({ text: values });

/** `ctx` of language.md 3.3. */
export const contextType: Type = mapOf({
  locale: textType,
  dir: oneOf('ltr', 'rtl'),
  timeZone: textType,
  now: datetimeType,
  today: dateType,
  tenant: mapOf({ id: textType, name: textType, features: listOf(textType) }),
  user: union(nullType, mapOf({ id: textType, name: textType, roles: listOf(textType) })),
  device: mapOf({ class: oneOf('phone', 'tablet', 'desktop') }),
  route: mapOf({ path: textType }),
  flags: mapOf({}, nullable(union(booleanType, textType))),
});

/** What the tree of a page sees. */
export function pageScope(page: ResolvedPage): Scope {
  const params = Object.entries(page.params).map(([name, schema]) => [name, paramType(schema, name, page)] as const);
  const data = Object.entries(page.data).map(([name, { schema, optional }]) => {
    const type = typeOfSchema(schema);
    return [name, optional ? nullable(type) : type] as const;
  });
  return scopeOf({
    params: { type: mapOf(Object.fromEntries(params)) },
    data: { type: mapOf(Object.fromEntries(data)) },
    ctx: { type: contextOf(page) },
  });
}

/** `context` narrows `ctx`: what it declares replaces what is known in general. */
function contextOf({ context }: ResolvedPage): Type {
  const own = context === null ? undefined : typeOfSchema(context).map;
  return own && contextType.map ? mapOf({ ...contextType.map.properties, ...narrowed(own.properties) }) : contextType;
}

function narrowed(own: Readonly<Record<string, Type>>): Readonly<Record<string, Type>> {
  const entries = Object.entries(own).map(([name, type]) => {
    const general = contextType.map?.properties[name];
    if (!type.map || !general?.map) return [name, general ?? type] as const;
    const properties = { ...general.map.properties, ...type.map.properties };
    const merged: Type = { map: { properties, rest: general.map.rest } };
    return [name, general.null ? nullable(merged) : merged] as const;
  });
  return Object.fromEntries(entries);
}

/** A path param is always there; a query param without default may be missing. */
function paramType(schema: JsonSchema, name: string, { route }: ResolvedPage): Type {
  const type = typeOfSchema(schema);
  const hasDefault = typeof schema === 'object' && schema['default'] !== undefined;
  return hasDefault || route?.includes(`{${name}}`) ? type : nullable(type);
}

/** What data arguments see: all sources of a page start at once. */
export function argumentScope(page: ResolvedPage): Scope {
  const whole = pageScope(page);
  const [params, ctx] = [whole.find('params')!, whole.find('ctx')!];
  return scopeOf({ params, ctx });
}

/** What the view of a component sees: its props and slots, never the page. */
export function componentScope(component: ResolvedComponent): Scope {
  const slots = Object.keys(component.body.slots ?? {}).map((name) => [name, booleanType] as const);
  return scopeOf({
    props: { type: typeOfSchema(component.props) },
    ctx: { type: contextType },
    slots: { type: mapOf(Object.fromEntries(slots)) },
  });
}

/** `form` inside a Form: any field may still be null. */
export function formType(schema: JsonSchema): Type {
  const value = typeOfSchema(optionalAll(schema));
  return mapOf({
    value,
    errors: mapOf({}, nullable(listOf(textType))),
    state: oneOf('pristine', 'invalid', 'submitted'),
  });
}

function optionalAll(schema: JsonSchema): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const { required: _, ...rest } = schema as JsonObject;
  const all = (key: 'properties' | '$defs') => {
    const map = rest[key] as Readonly<Record<string, JsonSchema>> | undefined;
    return map && { [key]: Object.fromEntries(Object.entries(map).map(([name, one]) => [name, optionalAll(one)])) };
  };
  return { ...rest, ...all('properties'), ...all('$defs') } as JsonSchema;
}

/** `error` inside `catch`. */
export const errorType: Type = mapOf({ code: textType, id: textType, status: textType });

/** What follows a server action sees what the server knows by then: never data or names of loops (language.md 4.3). */
export function answerScope(outer: Scope): Scope {
  const kept = ['params', 'ctx', 'form'].flatMap((name) => {
    const found = outer.find(name);
    return found ? [[name, found] as const] : [];
  });
  const brought = { result: { type: anyType }, args: { type: anyType }, error: { type: errorType } };
  return { ...scopeOf({ ...Object.fromEntries(kept), ...brought }), ...messagesOf(outer) };
}
