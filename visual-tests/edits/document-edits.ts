import type { Json, JsonObject } from '#engine';

/** One value of a document that is another now. */
export interface DocumentEdit {
  readonly document: string;
  /** Id of the node in that document; null outside of all nodes. */
  readonly node: string | null;
  /** Below the node, or below the document: the same wherever the node stands. */
  readonly path: string;
  /** JSON pointer in the newer text; in the older one where it is gone. */
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'reordered';
  /** Null where there was nothing, or is nothing any more. */
  readonly before: Json | null;
  readonly after: Json | null;
}

/** What differs between two texts of a document, node by node; nothing when one of them is no JSON. */
export function documentEdits(document: string, before: string, after: string): readonly DocumentEdit[] {
  const [old, young] = [read(before), read(after)];
  if (old === undefined || young === undefined) return [];
  const edits: DocumentEdit[] = [];
  walk(old, young, { document, node: null, path: '', pointer: '' }, edits);
  return edits.filter(({ pointer }) => !unseen.test(pointer));
}

/** Nobody sees them on a page; of its tests fixtures, forms, steps, forced states and masks can be seen. */
const unseen =
  /^\/(?:version|meta|note|description|ext|tests\/(?:matrix|thresholds|a11y|budgets|cases\/\d+\/(?:expect|skip|matrix)))(?:\/|$)/;

type Place = Pick<DocumentEdit, 'document' | 'node' | 'path' | 'pointer'>;

function walk(before: Json, after: Json, place: Place, edits: DocumentEdit[]): void {
  if (Array.isArray(before) && Array.isArray(after)) walkList(before, after, place, edits);
  else if (isObject(before) && isObject(after)) {
    const id = isNode(after) && idOf(before) === idOf(after) ? idOf(after) : null;
    walkObject(before, after, id === null ? place : { ...place, node: id, path: '' }, edits);
  } else if (before !== after) edits.push({ ...place, kind: 'changed', before, after });
}

function walkObject(before: JsonObject, after: JsonObject, place: Place, edits: DocumentEdit[]): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const at = below(place, key);
    const [old, young] = [own(before, key), own(after, key)];
    if (old === undefined) edits.push({ ...at, kind: 'added', before: null, after: young! });
    else if (young === undefined) edits.push({ ...at, kind: 'removed', before: old, after: null });
    else walk(old, young, at, edits);
  }
}

/** Items with an id are the same wherever they stand in the list; others by their position among themselves. */
function walkList(before: readonly Json[], after: readonly Json[], place: Place, edits: DocumentEdit[]): void {
  const [old, young] = [named(before), named(after)];
  for (const [name, { item, at }] of young) {
    const inside = within(place, item, at);
    const same = old.get(name);
    if (same) walk(same.item, item, inside, edits);
    else edits.push({ ...inside, kind: 'added', before: null, after: item });
  }
  for (const [name, { item, at }] of old) {
    if (!young.has(name)) edits.push({ ...within(place, item, at), kind: 'removed', before: item, after: null });
  }
  const [kept, now] = [orderOf(old, young), orderOf(young, old)];
  if (kept.join() !== now.join()) edits.push({ ...place, kind: 'reordered', before: kept, after: now });
}

function named(items: readonly Json[]): Map<string, { readonly item: Json; readonly at: number }> {
  let others = 0;
  return new Map(items.map((item, at) => [idOf(item) ?? `#${others++}`, { item, at }]));
}

/** Ids of those that both lists have. */
const orderOf = (some: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>): string[] =>
  [...some.keys()].filter((name) => !name.startsWith('#') && others.has(name));

/** An object with an id and a type is a node; what changes in it is of that node. */
function within(place: Place, item: Json, at: number): Place {
  const pointer = `${place.pointer}/${at}`;
  const id = idOf(item);
  if (id === null) return { ...place, pointer, path: `${place.path}/${at}` };
  return isNode(item) ? { ...place, pointer, node: id, path: '' } : { ...place, pointer, path: `${place.path}/${id}` };
}

function below(place: Place, key: string): Place {
  const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
  const pointer = `${place.pointer}/${step}`;
  // What overrides a node of a base is of that node.
  if (place.pointer === '/overrides') return { ...place, pointer, node: key, path: '' };
  return { ...place, pointer, path: `${place.path}/${step}` };
}

const idOf = (item: Json): string | null => (isObject(item) && typeof item['id'] === 'string' ? item['id'] : null);
export const isNode = (item: Json): item is JsonObject =>
  isObject(item) && typeof item['id'] === 'string' && typeof item['type'] === 'string';
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Undefined when it is no JSON. */
export function read(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
