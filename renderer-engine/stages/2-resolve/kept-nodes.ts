import type { CoreComponent } from '../../components/component.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { ResolvedElement, ResolvedNode } from '../flow.ts';
import type { KeptNode, Room } from '../memory.ts';
import type { Spot, TreeBuild } from './tree-build.ts';

/** The node that stood here the last time, when it is the same and so is all it depends on; its ids are taken. */
export function keptNode(node: JsonObject, { room, origin }: Spot, build: TreeBuild): ResolvedElement | null {
  const kept = room && build.context.memory?.stages.nodes.get(node);
  if (!kept || kept.room !== room || kept.pointer !== origin.pointer) return null;
  if (build.nodes + kept.nodes > build.context.limits.nodesExpanded || !takeAll(kept, build.ids)) return null;
  build.nodes += kept.nodes;
  return kept.element;
}

/** Takes all ids of a chunk, or none when one of them is taken. */
function takeAll({ element, inner }: KeptNode, ids: TreeBuild['ids']): boolean {
  if (ids.has(element.id)) return false;
  ids.set(element.id, element.origin);
  for (let at = 0; at < inner.length; at++) {
    if (takeAll(inner[at]!, ids)) continue;
    for (const one of inner.slice(0, at)) freeAll(one, ids);
    ids.delete(element.id);
    return false;
  }
  return true;
}

function freeAll({ element, inner }: KeptNode, ids: TreeBuild['ids']): void {
  ids.delete(element.id);
  for (const one of inner) freeAll(one, ids);
}

/** Keeps a node for the next compilation, when it is a chunk (`KeptNode`) and nothing was told about it. */
export function keepNode(node: JsonObject, element: ResolvedElement, { room, origin }: Spot, build: TreeBuild): void {
  const { memory } = build.context;
  if (!memory || !standsAlone(node, element)) return;
  const inner: KeptNode[] = [];
  for (const child of innerElements(element)) {
    const kept = memory.stages.chunks.get(child);
    if (!kept) return;
    inner.push(kept);
  }
  const nodes = inner.reduce((sum, one) => sum + one.nodes, 1);
  const kept: KeptNode = { room, pointer: origin.pointer, element, inner, nodes };
  memory.stages.chunks.set(element, kept);
  memory.stages.nodes.set(node, kept);
}

function* innerElements({ slots, else: otherwise, for: loop }: ResolvedElement): Generator<ResolvedElement> {
  for (const list of [...Object.values(slots), otherwise, loop?.empty ?? []] as readonly (readonly ResolvedNode[])[]) {
    for (const node of list) if (node.kind === 'element') yield node;
  }
}

/** What is known to depend on nothing else and to be nobody's target. A keyword that is not here is compiled anew. */
const aloneKeys = new Set(['id', 'type', 'props', 'children', 'slots', 'style', 'if', 'else', 'for', 'let', 'a11y']);
/** What is in a form knows it; a Pagination changes the addresses of others. */
const reachesOut = new Set(['Form', 'Pagination']);
const pointing = new Set(['node-id', 'form', 'param', 'action', 'source', 'call']);

function standsAlone(node: JsonObject, { target, keyOrigins, a11y, style }: ResolvedElement): boolean {
  if (target.kind !== 'core' || keyOrigins.size > 0) return false;
  for (const key in node) if (!aloneKeys.has(key)) return false;
  if (target.component.category === 'structural' || reachesOut.has(target.component.type)) return false;
  if (Object.hasOwn(a11y, 'labelledBy') || Object.hasOwn(a11y, 'describedBy')) return false;
  if (style && holdsReference(node['style']!)) return false;
  return !pointsElsewhere(node['props'], target.component);
}

const holdsReference = (value: Json): boolean =>
  typeof value === 'object' && value !== null && JSON.stringify(value).includes('"$ref"');

function pointsElsewhere(props: Json | undefined, { props: declared }: CoreComponent): boolean {
  for (const name in props as JsonObject | undefined) {
    if (Object.hasOwn(declared, name) && pointing.has(declared[name]!.context)) return true;
  }
  return false;
}

/** The room that a node is for what is in it; null when it hands more down than its place. */
export function roomIn(
  node: JsonObject,
  target: ResolvedElement['target'],
  { room: outer, origin }: Spot,
  build: TreeBuild,
): Room | null {
  const { memory } = build.context;
  if (!memory || !outer || target.kind !== 'core' || !isPlain(node, target.component)) return null;
  const { rooms } = memory.stages;
  const known = rooms.get(origin.pointer);
  if (known && known.outer === outer && hasSameKeys(known.node, node)) return known;
  const made: Room = { outer, node };
  rooms.set(origin.pointer, made);
  return made;
}

const plainKeys = new Set(['id', 'type', 'props', 'children', 'slots', 'style', 'if', 'on', 'a11y']);

function isPlain(node: JsonObject, { category, type, slots }: CoreComponent): boolean {
  for (const key in node) if (!plainKeys.has(key)) return false;
  for (const name in slots) if (slots[name]!.provide) return false;
  return category !== 'structural' && type !== 'Form';
}

/** All but what is in them. */
function hasSameKeys(a: JsonObject, b: JsonObject): boolean {
  if (a === b) return true;
  if (Object.keys(a).length !== Object.keys(b).length) return false;
  for (const key in a) if (key !== 'children' && key !== 'slots' && a[key] !== b[key]) return false;
  return true;
}
