import { followsRule } from '../../document/names.ts';
import { checkProfile } from '../../document/schema-profile.ts';
import { type KeyShape, type ObjectShape, type Shape, shapeOf } from '../../document/shapes/shape.ts';
import type { Json } from '../../document/types.ts';
import type { Memory } from '../memory.ts';
import { fitsScalar, isMap, jsonTypeOf, typeOfJson } from './json-words.ts';

/** Nodes met so far, and how many there may be; `sound` knows and remembers nodes that fit. */
export interface Fitting {
  nodes: number;
  readonly most: number;
  readonly sound: Memory['sound'] | undefined;
}

/**
 * The quick way for documents in which nothing is wrong: whether a value fits its shape whole. False means: look closer
 * with `checkStructure`, which tells what and where.
 */
export function fitsShape(value: Json, shape: Shape, fitting: Fitting): boolean {
  switch (shape.kind) {
    case 'any':
      return true;
    case 'text':
      return (
        typeof value === 'string' &&
        (!shape.values || shape.values.includes(value)) &&
        (!shape.name || followsRule(value, shape.name))
      );
    case 'schema':
      return checkProfile(value, '', shape.conditions ?? false).length === 0;
    case 'list':
      return Array.isArray(value) && fitsList(value, shapeOf(shape.items), fitting);
    case 'map':
      return isMap(value) && fitsMap(value, shape, fitting);
    case 'object':
      return isMap(value) && fitsObject(value, shape, fitting);
    case 'tagged':
      return isMap(value) && fitsTagged(value, shape, fitting);
    case 'either': {
      const type = typeOfJson(value);
      const branch = shape.shapes.find((one) => jsonTypeOf(one) === type);
      return branch !== undefined && fitsShape(value, branch, fitting);
    }
    default:
      return fitsScalar(value, shape);
  }
}

type JsonMap = Readonly<Record<string, Json>>;

function fitsList(list: readonly Json[], items: Shape, fitting: Fitting): boolean {
  for (let at = 0; at < list.length; at++) if (!fitsShape(list[at]!, items, fitting)) return false;
  return true;
}

function fitsMap(map: JsonMap, { names, values }: Extract<Shape, { kind: 'map' }>, fitting: Fitting): boolean {
  const shape = shapeOf(values);
  for (const key in map) if (!followsRule(key, names) || !fitsShape(map[key]!, shape, fitting)) return false;
  return true;
}

function fitsTagged(map: JsonMap, { tag, cases }: Extract<Shape, { kind: 'tagged' }>, fitting: Fitting): boolean {
  if (!Object.hasOwn(map, tag)) return Object.hasOwn(map, '$ref');
  const name = map[tag];
  return typeof name === 'string' && Object.hasOwn(cases, name) && fitsObject(map, cases[name]!, fitting);
}

function fitsObject(map: JsonMap, shape: ObjectShape, fitting: Fitting): boolean {
  if (!shape.isNode) return fitsKeys(map, shape, fitting);
  const known = fitting.sound?.get(map);
  if (known?.shape === shape) {
    fitting.nodes += known.nodes;
    return fitting.nodes <= fitting.most;
  }
  const before = fitting.nodes;
  fitting.nodes += 1;
  if (fitting.nodes > fitting.most || !fitsKeys(map, shape, fitting)) return false;
  fitting.sound?.set(map, { shape, nodes: fitting.nodes - before });
  return true;
}

function fitsKeys(map: JsonMap, shape: ObjectShape, fitting: Fitting): boolean {
  const { keys, required } = tableOf(shape);
  for (const key in map) {
    const known = keys.get(key);
    if (known) {
      if (!fitsShape(map[key]!, shapeOf(known.shape), fitting)) return false;
    } else if (!shape.open && !(shape.referable && key === '$ref')) return false;
  }
  for (const key of required) {
    if (Object.hasOwn(map, key)) continue;
    if (!shape.referable || key === 'id' || !Object.hasOwn(map, '$ref')) return false;
  }
  return !shape.isNode || !Object.hasOwn(map, 'children') || !hasDefaultSlot(map);
}

/** A node has either `children` or a slot named `default`. */
export const hasDefaultSlot = (node: JsonMap): boolean =>
  isMap(node['slots']) && Object.hasOwn(node['slots'], 'default');

interface KeyTable {
  readonly keys: ReadonlyMap<string, KeyShape>;
  readonly required: readonly string[];
}

const tables = new WeakMap<ObjectShape, KeyTable>();

function tableOf(shape: ObjectShape): KeyTable {
  const known = tables.get(shape);
  if (known) return known;
  const entries = Object.entries(shape.keys);
  const table = { keys: new Map(entries), required: entries.flatMap(([key, one]) => (one.required ? [key] : [])) };
  tables.set(shape, table);
  return table;
}
