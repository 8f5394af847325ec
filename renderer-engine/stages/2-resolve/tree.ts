import { step } from '../../document/pointer.ts';
import type { Accessibility, Json, JsonObject } from '../../document/types.ts';
import type { Origin, ResolvedElement, ResolvedNode, ResolvedTarget } from '../flow.ts';
import { actingEntries } from './acting-entries.ts';
import { handlersOf, lazyOf, loopOf, nothing, slotsOf } from './element-parts.ts';
import { keepNode, keptNode, roomIn } from './kept-nodes.ts';
import { fillOf } from './layers.ts';
import { mergeNodes } from './merge-nodes.ts';
import { applyOverrides } from './overrides.ts';
import { rememberLists } from './provenance.ts';
import { styleOf } from './styles.ts';
import { below, type Spot, type TreeBuild } from './tree-build.ts';

/** Builds a list of nodes. Nodes that cannot be built are told and left out. */
export function buildNodes(list: readonly Json[] | undefined, spot: Spot, build: TreeBuild): readonly ResolvedNode[] {
  if (!list || list.length === 0) return none;
  const result: ResolvedNode[] = [];
  for (let index = 0; index < list.length; index++) {
    for (const node of buildNode(list[index]!, below(spot, index), build)) result.push(node);
  }
  return result;
}

const none: readonly ResolvedNode[] = [];

/** One authored node → the nodes that stand for it: none when it is dropped, several when it is a filled slot. */
export function buildNode(raw: Json, spot: Spot, build: TreeBuild): readonly ResolvedNode[] {
  if (typeof raw === 'string') return [{ kind: 'text', text: raw, origin: spot.origin }];
  const known = build.provenance.get(raw as object);
  const place = known ? { ...spot, origin: known.origin } : spot;
  const node = raw as JsonObject;
  const kept = keptNode(node, spot, build);
  if (kept) return [kept];
  if (typeof node['$ref'] === 'string') return buildReference(node, node['$ref'], place, build);
  const overridden = applyOverrides(node, place, build);
  if (!overridden) return none;
  if (overridden['type'] === 'Slot' && build.layers.length > 1) {
    const filled = buildFill(overridden, place, build);
    if (filled) return filled;
  }
  return buildElement(overridden, place, build);
}

function buildReference(node: JsonObject, reference: string, spot: Spot, build: TreeBuild): readonly ResolvedNode[] {
  const { teller, references, provenance, context } = build;
  const origin = { unit: spot.origin.unit, pointer: step(spot.origin.pointer, '$ref') };
  const target = references.follow(reference, origin);
  if (!target) return none;
  if (spot.path.includes(target.name)) {
    teller.tell('UI3002', { path: [...spot.path.slice(spot.path.indexOf(target.name)), target.name] }, { origin });
    return none;
  }
  if (spot.path.length >= context.limits.referenceDepth) {
    const most = context.limits.referenceDepth;
    teller.tell('UI9001', { limit: 'the chain of "$ref"', value: `more than ${most}`, most }, { origin });
    return none;
  }
  const { $ref: _, ...siblings } = node;
  if (typeof target.value === 'string') return [{ kind: 'text', text: target.value, origin: target.origin }];
  rememberLists(target.value as JsonObject, target.origin, provenance);
  rememberLists(siblings, spot.origin, provenance);
  const merged = mergeNodes(target.value as JsonObject, siblings, spot.origin, target.origin, build);
  const at = { ...spot, room: null, origin: target.origin, path: [...spot.path, target.name] };
  const inner = { ...at, prefix: `${spot.prefix}${String(node['id'])}--` };
  if (typeof merged['$ref'] === 'string') return buildNode(merged, at, build);
  return buildElement(merged, inner, build, `${spot.prefix}${String(node['id'])}`);
}

/** A Slot of a layout: what a document above puts there, or null when it stays as it is. */
function buildFill(node: JsonObject, spot: Spot, build: TreeBuild): readonly ResolvedNode[] | null {
  const props = (node['props'] ?? {}) as JsonObject;
  const name = props['name'];
  if (typeof name !== 'string') return null;
  const fill = fillOf(name, build.layers, spot.layer);
  const required = props['required'] === true;
  build.slotsMet.set(name, { filled: fill !== null, required, origin: spot.origin });
  if (!fill) return null;
  const unit = build.layers[fill.layer]!.unit;
  const origin = { unit, pointer: step('/slots', name) };
  const nodes = buildNodes(fill.nodes, { ...spot, origin, layer: fill.layer, prefix: '' }, build);
  const words = ['for', 'let', 'if', 'else', 'lazy', 'catch'].some((word) => Object.hasOwn(node, word));
  if (!words) {
    takeId(spot.prefix + String(node['id']), spot.origin, build);
    return nodes;
  }
  // Structure words of a Slot hold for what fills it.
  const { props: _, children: __, slots: ___, ...rest } = node;
  const group = buildElement({ ...rest, type: 'Fragment' }, spot, build);
  return group.map((one) => (one.kind === 'element' ? { ...one, slots: { default: nodes } } : one));
}

function buildElement(node: JsonObject, spot: Spot, build: TreeBuild, ownId?: string): readonly ResolvedNode[] {
  const { context, teller } = build;
  const id = ownId ?? spot.prefix + String(node['id']);
  const known = build.provenance.get(node);
  const keyOrigins: ReadonlyMap<string, Origin> = known?.keys ?? noKeys;
  const origin = known?.origin ?? spot.origin;
  const typeOrigin = keyOrigins.get('type') ?? { unit: origin.unit, pointer: `${origin.pointer}/type` };
  const target = build.components.bind(String(node['type']), typeOrigin, id, node['fallback'] !== undefined);
  if (!target) return buildFallback(node, spot, build);
  if (!takeId(id, origin, build)) return none;
  if (spot.depth >= context.limits.nodeDepth) {
    const most = context.limits.nodeDepth;
    teller.tell('UI9001', { limit: 'the nesting of nodes', value: most + 1, most }, { origin, node: id });
    return none;
  }
  build.nodes += target.kind === 'document' ? build.components.sizeOf(target.component) : 1;
  if (build.nodes > context.limits.nodesExpanded) {
    const most = context.limits.nodesExpanded;
    teller.tell(
      'UI9001',
      { limit: 'the number of nodes, components expanded', value: `more than ${most}`, most },
      { origin, node: id },
    );
    return none;
  }
  const told = teller.calls;
  const here = origin === spot.origin ? spot : { ...spot, origin };
  const element = elementOf(node, id, target, here, keyOrigins, build);
  if (teller.calls === told && ownId === undefined) keepNode(node, element, spot, build);
  return [element];
}

const noKeys: ReadonlyMap<string, Origin> = new Map();

/** A `$ref` is looked up where it was written, even when it was merged over a style of another document. */
function styleOrigin(originOf: (key: string) => Origin): Origin {
  const { unit, pointer } = originOf('style.$ref');
  return { unit, pointer: pointer.slice(0, pointer.lastIndexOf('/')) };
}

function elementOf(
  node: JsonObject,
  id: string,
  target: ResolvedTarget,
  spot: Spot,
  keyOrigins: ReadonlyMap<string, Origin>,
  build: TreeBuild,
): ResolvedElement {
  const { references } = build;
  const originOf = (key: string): Origin =>
    keyOrigins.get(key) ?? { unit: spot.origin.unit, pointer: `${spot.origin.pointer}/${key.replace('.', '/')}` };
  let room: Spot['room'] | undefined;
  const nodesAt = (list: Json | undefined, origin: Origin): readonly ResolvedNode[] => {
    if (list === undefined) return none;
    if (room === undefined) room = roomIn(node, target, spot, build);
    return buildNodes(list as readonly Json[], { ...spot, depth: spot.depth + 1, room, origin }, build);
  };
  const props = (node['props'] as JsonObject | undefined) ?? nothing;
  const slots = slotsOf(node, spot.origin, nodesAt);
  const include =
    target.kind === 'core' && target.component.type === 'Include' ? includedBy(props, id, spot, build) : null;
  const acting = actingEntries(props, id, target, { spot, keyOrigins, build }, buildNode);
  return {
    kind: 'element',
    id,
    type: String(node['type']),
    target,
    props: acting?.props ?? props,
    slots: acting ? { ...slots, ...acting.slots } : slots,
    for: node['for'] === undefined ? null : loopOf(node['for'] as JsonObject, originOf('for'), nodesAt),
    let: (node['let'] as JsonObject | undefined) ?? nothing,
    if: (node['if'] as string | undefined) ?? null,
    else: node['else'] === undefined ? none : nodesAt(node['else'], originOf('else')),
    bind: (node['bind'] as string | undefined) ?? null,
    on: handlersOf(node['on'] as JsonObject | undefined, originOf, references),
    style: node['style'] === undefined ? null : styleOf(node['style'] as JsonObject, styleOrigin(originOf), references),
    a11y: (node['a11y'] as Accessibility | undefined) ?? nothing,
    lazy: node['lazy'] === undefined ? null : lazyOf(node['lazy'] as JsonObject, originOf('lazy'), nodesAt),
    catch: node['catch'] === undefined ? null : nodesAt(node['catch'], originOf('catch')),
    ...(include ? { include } : {}),
    origin: spot.origin,
    keyOrigins,
  };
}

/** The page an Include shows; its nodes count like those of an instance. */
function includedBy(props: JsonObject, id: string, { origin }: Spot, build: TreeBuild): ResolvedElement['include'] {
  if (!build.includes) {
    const problem = 'components get their data by props; include it in the page that uses this component.';
    build.teller.tell('UI3024', { page: String(props['page'] ?? ''), problem }, { origin, node: id });
    return null;
  }
  const bound = build.includes.bind(props, origin, id);
  build.nodes += bound?.count ?? 0;
  return bound?.include ?? null;
}

/** `fallback` of a node whose type is not there. Its absence has been told by whoever looked the type up. */
function buildFallback(node: JsonObject, spot: Spot, build: TreeBuild): readonly ResolvedNode[] {
  collectIds(node, build.leftOut);
  const fallback = node['fallback'];
  if (fallback === 'placeholder') return placeholder(node, spot, build);
  if (typeof fallback !== 'object' || fallback === null || Array.isArray(fallback)) return none;
  return buildNode(fallback, below(spot, 'fallback'), build);
}

/** An empty box holds the place, with the styles of the node, so that what stands around it does not move. */
function placeholder(node: JsonObject, spot: Spot, build: TreeBuild): readonly ResolvedNode[] {
  const { id, style, if: condition, for: loop, let: names } = node;
  const own = { id, style, if: condition, for: loop, let: names };
  const kept = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return buildElement({ ...kept, type: 'Box' } as JsonObject, spot, build);
}

function collectIds(value: Json, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  const id = (value as JsonObject)['id'];
  if (typeof id === 'string') into.add(id);
  for (const inner of Object.values(value)) collectIds(inner as Json, into);
}

/** False, and told, when the id is taken. */
function takeId(id: string, origin: Origin, { ids, teller }: TreeBuild): boolean {
  const first = ids.get(id);
  if (!first) {
    ids.set(id, origin);
    return true;
  }
  const { unit, pointer } = first;
  const range = unit.parsed.locator.range(`${pointer}/id`);
  const related = [{ message: 'It is taken here.', document: unit.name, pointer, ...(range && { range }) }];
  const at = { origin: { unit: origin.unit, pointer: `${origin.pointer}/id` }, node: id };
  if (unit === origin.unit) teller.tell('UI2003', { id }, at, { related });
  else teller.tell('UI3106', { id, base: unit.name }, at, { related });
  return false;
}
