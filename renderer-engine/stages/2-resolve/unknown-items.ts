import { nearestName } from '../../diagnostics/nearest-name.ts';
import { listKey, type MergePosition, nodePosition } from '../../document/merge.ts';
import { step } from '../../document/pointer.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { Origin } from '../flow.ts';
import type { Teller } from '../teller.ts';
import { spelledOut } from './merge-nodes.ts';

/** An override speaks of items of inherited lists by their keys; those that are not there are told (language.md 5.3). */
export function tellUnknownItems(
  base: JsonObject,
  over: JsonObject,
  origin: Origin,
  name: string,
  teller: Teller,
): void {
  const tell = (id: string, known: readonly string[], pointer: string): void => {
    const at = { origin: { unit: origin.unit, pointer } };
    teller.tell('UI3103', { id, base: name, nearest: nearestName(id, known) }, at);
  };
  const { children, ...rest } = over;
  walk(spelledOut(base), rest as JsonObject, nodePosition, origin.pointer, tell);
  if (children === undefined) return;
  const inherited = (spelledOut(base)['slots'] as JsonObject | undefined)?.['default'];
  walk(inherited, children, nodePosition.keys!['children']!, `${origin.pointer}/children`, tell);
}

type Tell = (id: string, known: readonly string[], pointer: string) => void;

const isMap = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Goes where the merge goes. */
function walk(base: Json | undefined, over: Json, position: MergePosition, pointer: string, tell: Tell): void {
  if (position.atomic) return;
  if (Array.isArray(over)) {
    const inherited = Array.isArray(base) ? (base as readonly Json[]) : [];
    const key = listKey(inherited, over, position);
    if (key !== null) walkList(inherited, over, key, position.items ?? {}, pointer, tell);
  } else if (isMap(over)) {
    for (const [key, value] of Object.entries(over)) {
      const below = position.keys && Object.hasOwn(position.keys, key) ? position.keys[key] : position.others;
      const own = isMap(base) && Object.hasOwn(base, key) ? base[key] : undefined;
      if (below) walk(own, value, below, step(pointer, key), tell);
    }
  }
}

function walkList(
  base: readonly Json[],
  over: readonly Json[],
  key: string,
  position: MergePosition,
  pointer: string,
  tell: Tell,
): void {
  const items = new Map(base.filter(isMap).map((item) => [item[key], item]));
  const known = () => [...items.keys()].filter((name) => typeof name === 'string');
  over.forEach((item, index) => {
    if (!isMap(item)) return;
    const own = item[key]!;
    const at = `${pointer}/${index}`;
    for (const directive of ['$before', '$after'] as const) {
      const neighbor = item[directive];
      if (neighbor !== undefined && !items.has(neighbor)) tell(String(neighbor), known(), `${at}/${directive}`);
    }
    const inherited = items.get(own);
    if (item['$remove'] !== true) items.set(own, inherited ?? item);
    else if (inherited) items.delete(own);
    else tell(String(own), known(), step(at, key));
    if (inherited) walk(inherited, item, position, at, tell);
  });
}
