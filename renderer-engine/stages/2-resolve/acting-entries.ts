import { step } from '../../document/pointer.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { Origin, ResolvedElement, ResolvedNode, ResolvedTarget } from '../flow.ts';
import type { Spot, TreeBuild } from './tree-build.ts';

/** What a node with acting entries becomes: its list without the actions, and the nodes that carry them. */
interface Acting {
  readonly props: JsonObject;
  readonly slots: ResolvedElement['slots'];
}

/** Builds one raw node. */
type Build = (raw: Json, spot: Spot, build: TreeBuild) => readonly ResolvedNode[];

/**
 * Entries of a Menu that act are Buttons: each entry with `on` becomes the node `{menu}--{entry}`, so that its actions
 * have an address and are checked and compiled like those of any other node.
 */
export function actingEntries(
  props: JsonObject,
  id: string,
  target: ResolvedTarget,
  { spot, keyOrigins, build }: { spot: Spot; keyOrigins: ReadonlyMap<string, Origin>; build: TreeBuild },
  buildNode: Build,
): Acting | null {
  const acting = target.kind === 'core' ? target.component.actingEntries : undefined;
  const entries = acting ? props[acting.prop] : undefined;
  if (!acting || !Array.isArray(entries)) return null;
  const list = keyOrigins.get(`props.${acting.prop}`) ?? {
    unit: spot.origin.unit,
    pointer: step(`${spot.origin.pointer}/props`, acting.prop),
  };
  const slots: Record<string, readonly ResolvedNode[]> = {};
  const silent = entries.map((entry: Json, index): Json => {
    if (!isMap(entry) || !isMap(entry['on']) || typeof entry['id'] !== 'string') return entry;
    const { on, ...rest } = entry;
    const origin = { unit: list.unit, pointer: step(list.pointer, index) };
    const raw = buttonOf(entry, `${id}--${entry['id']}`, acting.variant, on!);
    build.provenance.set(raw, { origin, keys: keysOf(entry, origin) });
    const nodes = buildNode(raw, { ...spot, origin, prefix: '', depth: spot.depth + 1 }, build);
    slots[`${acting.slot}:${entry['id']}`] = nodes.map((node) =>
      node.kind === 'element' ? { ...node, derived: true } : node,
    );
    return rest;
  });
  return { props: { ...props, [acting.prop]: silent }, slots };
}

const shared = ['text', 'icon', 'tone'] as const;

function buttonOf(entry: JsonObject, id: string, variant: string, on: Json): JsonObject {
  const props = Object.fromEntries(shared.flatMap((name) => (name in entry ? [[name, entry[name]!]] : [])));
  return { id, type: 'Button', props: { variant, ...props }, on };
}

/** Its text stands in the entry, not below `props`. */
const keysOf = (entry: JsonObject, { unit, pointer }: Origin): ReadonlyMap<string, Origin> =>
  new Map(
    shared.flatMap((name) =>
      name in entry ? [[`props.${name}`, { unit, pointer: step(pointer, name) }] as const] : [],
    ),
  );

const isMap = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
