import { spend } from '../budget.ts';
import type { Env, Value } from '../env.ts';
import type { MapType, Type } from '../type.ts';
import { anyType, booleanType, listOf, mapOf, nullable, textType, union } from '../types.ts';
import { mapFrom, property, sortedKeys, type ValueMap } from '../values.ts';
import { always, defineFunction } from './define.ts';

const openMap = mapOf({}, anyType);

/** Functions of maps. Keys, values and entries come by key in code-unit order, whatever order the data came in. */
export const mapFunctions = {
  has: defineFunction({
    signature: 'has(m, key)',
    summary: 'Whether a map has the key with a value other than null.',
    takes: ['map', 'text'],
    gives: always(booleanType),
    run: (_, m, key) => property(m, key) !== null,
  }),
  keys: defineFunction({
    signature: 'keys(m)',
    summary: 'List of the keys.',
    takes: ['map'],
    gives: always(listOf(textType)),
    run: (env, m) => keysOf(env, m),
  }),
  values: defineFunction({
    signature: 'values(m)',
    summary: 'List of the values.',
    takes: ['map'],
    gives: ([map]) => listOf(anyValueOf(map)),
    run: (env, m) => keysOf(env, m).map((key) => property(m, key)),
  }),
  entries: defineFunction({
    signature: 'entries(m)',
    summary: 'List of { key, value }.',
    takes: ['map'],
    gives: ([map]) => listOf(mapOf({ key: textType, value: anyValueOf(map) })),
    run: (env, m) => keysOf(env, m).map((key) => ({ key, value: property(m, key) })),
  }),
  pick: defineFunction({
    signature: 'pick(m, [keys])',
    summary: 'Only these keys.',
    takes: ['map', 'list'],
    accepts: { 1: { list: { text: true, null: true }, null: true } },
    gives: ([map]) => optional(map),
    run: (env, m, keys) => picked(env, m, (key) => keys.includes(key), keys),
  }),
  omit: defineFunction({
    signature: 'omit(m, [keys])',
    summary: 'All but these keys.',
    takes: ['map', 'list'],
    accepts: { 1: { list: { text: true, null: true }, null: true } },
    gives: ([map]) => optional(map),
    run: (env, m, keys) => picked(env, m, (key) => !keys.includes(key), keys),
  }),
  merge: defineFunction({
    signature: 'merge(a, b)',
    summary: 'Both maps in one, key by key; b wins.',
    takes: ['map', 'map'],
    gives: ([a, b]) => (a?.map && b?.map ? { map: mergedType(a.map, b.map) } : openMap),
    run: (env, a, b) =>
      mapFrom([
        ...keysOf(env, a).map((key) => [key, property(a, key)] as const),
        ...keysOf(env, b).map((key) => [key, property(b, key)] as const),
      ]),
  }),
};

function keysOf(env: Env, map: ValueMap): string[] {
  const keys = sortedKeys(map);
  spend(env, keys.length);
  return keys;
}

function picked(env: Env, map: ValueMap, keep: (key: string) => boolean, keys: readonly Value[]): ValueMap {
  const own = keysOf(env, map);
  spend(env, own.length * keys.length);
  return mapFrom(own.filter(keep).map((key) => [key, property(map, key)] as const));
}

function anyValueOf(map: Type | undefined): Type {
  if (!map?.map) return anyType;
  return union(...Object.values(map.map.properties), ...(map.map.rest ? [map.map.rest] : []));
}

/** Which keys stay is only known for literals, so every one may be missing. */
function optional(map: Type | undefined): Type {
  if (!map?.map) return openMap;
  const { properties, rest } = map.map;
  const maybe = Object.entries(properties).map(([name, type]) => [name, nullable(type)] as const);
  return mapOf(Object.fromEntries(maybe), rest);
}

function mergedType(a: MapType, b: MapType): MapType {
  const names = new Set([...Object.keys(a.properties), ...Object.keys(b.properties)]);
  const properties = [...names].map((name) => {
    const left = a.properties[name];
    const right = b.properties[name];
    return [name, left && right?.null ? union(left, right) : (right ?? left ?? anyType)] as const;
  });
  const rest = a.rest && b.rest ? union(a.rest, b.rest) : (a.rest ?? b.rest);
  return { properties: Object.fromEntries(properties), rest };
}
