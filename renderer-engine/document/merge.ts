import type { Json } from './types.ts';

/** How the merge treats a place of a document (language.md 5.4). */
export interface MergePosition {
  /** Replaced as a whole when a merge reaches it from above. */
  readonly atomic?: boolean;
  /** A list here is merged item by item, matched by the first of these keys that all its objects have. */
  readonly listKeys?: readonly string[];
  readonly items?: MergePosition;
  readonly keys?: Readonly<Record<string, MergePosition>>;
  /** Position of every key that is not in `keys`. */
  readonly others?: MergePosition;
}

/** Told about every object that was made from two. */
export type OnMerged = (result: object, base: object, over: object) => void;

const atomic: MergePosition = { atomic: true };
const atomicValues: MergePosition = { others: atomic };
const keyed = (...listKeys: string[]): MergePosition => ({ listKeys, items: plain });

/** Lists with a key of their own, wherever they stand. */
const plain: MergePosition = {
  get keys() {
    return plainKeys;
  },
  get others() {
    return plain;
  },
};
const plainKeys: Readonly<Record<string, MergePosition>> = {
  columns: keyed('key'),
  cases: keyed('id'),
  examples: keyed('id'),
  options: keyed('value'),
  items: keyed('id', 'key'),
  rules: { listKeys: ['id'], items: atomic },
  $value: atomic,
};

const nodes: MergePosition = {
  listKeys: ['id'],
  get items() {
    return nodePosition;
  },
};

/** A node: its content by id; actions, loops and lazy as a whole. */
export const nodePosition: MergePosition = {
  keys: {
    for: atomic,
    lazy: atomic,
    on: atomicValues,
    children: nodes,
    else: nodes,
    catch: nodes,
    slots: { others: nodes },
  },
  others: plain,
};

/** A fixture: each data, param and form value as a whole. */
export const fixturePosition: MergePosition = {
  keys: { data: atomicValues, params: atomicValues, form: { others: atomicValues }, calls: atomicValues },
  others: plain,
};

/** Any other place. */
export const plainPosition = plain;

/**
 * The one merge of the language: objects key by key, keyed lists item by item, null removes, everything else is
 * replaced. Undefined stands for "absent", as argument and as result. Neither side is changed; parts that stay the same
 * keep their identity. Without keyed lists and atomic positions this is RFC 7396.
 */
export function merge(
  base: Json | undefined,
  over: Json | undefined,
  position: MergePosition = plain,
  onMerged?: OnMerged,
): Json | undefined {
  if (over === undefined) return base;
  if (over === null) return undefined;
  if (Array.isArray(over)) {
    const key = Array.isArray(base) ? listKey(base, over, position) : null;
    return key ? mergeLists(base as readonly Json[], over, key, position.items ?? plain, onMerged) : over;
  }
  if (typeof over !== 'object' || position.atomic) return over;
  return mergeObjects(isMap(base) ? base : null, over as JsonMap, position, onMerged);
}

type JsonMap = Readonly<Record<string, Json>>;

function mergeObjects(base: JsonMap | null, over: JsonMap, position: MergePosition, onMerged?: OnMerged): JsonMap {
  const result: Record<string, Json> = { ...base };
  let differs = base === null ? false : Object.keys(over).length > 0;
  for (const key in over) {
    const at = position.keys && Object.hasOwn(position.keys, key) ? position.keys[key] : position.others;
    const own = base && Object.hasOwn(base, key) ? base[key] : undefined;
    const value = merge(own, over[key], at, onMerged);
    if (value === undefined) delete result[key];
    else result[key] = value;
    if (value !== over[key]) differs = true;
  }
  if (!differs) return base ?? over;
  if (base) onMerged?.(result, base, over);
  return result;
}

const directives = ['$remove', '$before', '$after', '$first'] as const;

function mergeLists(
  base: readonly Json[],
  over: readonly Json[],
  key: string,
  position: MergePosition,
  onMerged?: OnMerged,
): readonly Json[] {
  const result = [...base];
  const indexOf = (name: Json | undefined) =>
    name === undefined ? -1 : result.findIndex((item) => isMap(item) && item[key] === name);
  for (const item of over) {
    const name = isMap(item) ? item[key] : undefined;
    const index = indexOf(name);
    if (!isMap(item)) {
      if (!result.includes(item)) result.push(item);
    } else if (item['$remove'] === true) {
      if (index >= 0) result.splice(index, 1);
    } else if (index >= 0) {
      const merged = merge(result[index], withoutDirectives(item), position, onMerged);
      if (merged !== undefined) result[index] = merged;
    } else {
      result.splice(placeFor(item, indexOf, result.length), 0, withoutDirectives(item));
    }
  }
  return result;
}

function placeFor(item: JsonMap, indexOf: (name: Json | undefined) => number, end: number): number {
  if (item['$first'] === true) return 0;
  const before = indexOf(item['$before']);
  if (before >= 0) return before;
  const after = indexOf(item['$after']);
  return after >= 0 ? after + 1 : end;
}

function withoutDirectives(item: JsonMap): JsonMap {
  if (!directives.some((directive) => Object.hasOwn(item, directive))) return item;
  const result: Record<string, Json> = { ...item };
  for (const directive of directives) delete result[directive];
  return result;
}

/** The key that tells items apart: one that every object of both lists has. */
export function listKey(base: readonly Json[], over: readonly Json[], position: MergePosition): string | null {
  const objects = [...base, ...over].filter(isMap);
  if (objects.length === 0) return null;
  return position.listKeys?.find((key) => objects.every((item) => Object.hasOwn(item, key))) ?? null;
}

const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
