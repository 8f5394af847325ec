import type { MapType, Type } from './type.ts';

/** More literals than this say nothing any more. */
const manyLiterals = 64;

/** A value of type `a` or of type `b`. */
export function mergeKeys(a: Type, b: Type): Type {
  if (a === b || a.any) return a;
  if (b.any) return b;
  const number = mergeLiterals(a.number, b.number);
  const text = mergeLiterals(a.text, b.text);
  const list = a.list && b.list ? mergeKeys(a.list, b.list) : (a.list ?? b.list);
  const map = a.map && b.map ? mergeMaps(a.map, b.map) : (a.map ?? b.map);
  return {
    ...((a.null || b.null) && { null: true as const }),
    ...((a.boolean || b.boolean) && { boolean: true as const }),
    ...(number && { number }),
    ...(text && { text }),
    ...((a.date || b.date) && { date: true as const }),
    ...((a.datetime || b.datetime) && { datetime: true as const }),
    ...(list && { list }),
    ...(map && { map }),
  };
}

type Literals<T> = true | readonly T[] | undefined;

function mergeLiterals<T>(a: Literals<T>, b: Literals<T>): Literals<T> {
  if (a === true || b === true) return true;
  if (!a || !b) return a ?? b;
  const merged = [...new Set([...a, ...b])];
  return merged.length > manyLiterals ? true : merged;
}

function mergeMaps(a: MapType, b: MapType): MapType {
  if (a === b) return a;
  return a.recursive || b.recursive ? recursiveMap(() => mergeProperties(a, b)) : mergeProperties(a, b);
}

/** A map whose properties are made when somebody looks at them, once. */
export function recursiveMap(make: () => MapType): MapType {
  let made: MapType | null = null;
  const map = (): MapType => {
    made ??= make();
    return made;
  };
  return {
    recursive: true,
    get properties() {
      return map().properties;
    },
    get rest() {
      return map().rest;
    },
  };
}

/** A property that one side lacks may be null. */
function mergeProperties(a: MapType, b: MapType): MapType {
  const names = new Set([...Object.keys(a.properties), ...Object.keys(b.properties)]);
  const properties = [...names].map((name) => {
    const types = [a, b].map((map) => propertyOf(map, name) ?? { null: true as const });
    return [name, types.reduce(mergeKeys, {})] as const;
  });
  const rest = a.rest && b.rest ? mergeKeys(a.rest, b.rest) : (a.rest ?? b.rest);
  return { properties: Object.fromEntries(properties), rest };
}

/** Type of one property; undefined when the map cannot have it. */
export function propertyOf({ properties, rest }: MapType, name: string): Type | undefined {
  // hasOwn, because an author may well ask for "toString".
  return Object.hasOwn(properties, name) ? properties[name] : (rest ?? undefined);
}
