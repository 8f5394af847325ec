import { step } from '../../document/pointer.ts';
import type { Json } from '../../document/types.ts';
import type { Origin } from '../flow.ts';

/**
 * Where the parts of authored nodes were written. Plain nodes need no entry, because their place follows from their
 * parent's; entries are made where a merge put something from elsewhere.
 */
export interface Provenance {
  readonly origin: Origin;
  /** `props.text`, `if` … → where it was written. */
  readonly keys: ReadonlyMap<string, Origin>;
}

export type ProvenanceOf = WeakMap<object, Provenance>;

const mapsOfNode = new Set(['props', 'let', 'on', 'slots', 'a11y', 'style']);

/** The keys that a partial node sets, with their places: `props.text` for maps, `if` for the rest. */
export function keysOf(partial: Readonly<Record<string, Json>>, origin: Origin): Map<string, Origin> {
  const keys = new Map<string, Origin>();
  for (const [key, value] of Object.entries(partial)) {
    const at = { unit: origin.unit, pointer: step(origin.pointer, key) };
    if (mapsOfNode.has(key) && typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const name of Object.keys(value)) keys.set(`${key}.${name}`, { ...at, pointer: step(at.pointer, name) });
    } else keys.set(key, at);
  }
  return keys;
}

/** Remembers the place of every object in these node lists, before a merge moves them. */
export function rememberItems(value: Json | undefined, origin: Origin, provenance: ProvenanceOf): void {
  if (!Array.isArray(value)) return;
  value.forEach((item: Json, index) => {
    if (typeof item !== 'object' || item === null || provenance.has(item)) return;
    provenance.set(item, { origin: { unit: origin.unit, pointer: `${origin.pointer}/${index}` }, keys: new Map() });
  });
}

const listsOfNode = ['children', 'else', 'catch'] as const;

/** The same for all lists of a node. */
export function rememberLists(node: Readonly<Record<string, Json>>, origin: Origin, provenance: ProvenanceOf): void {
  const below = (key: string): Origin => ({ unit: origin.unit, pointer: step(origin.pointer, key) });
  for (const key of listsOfNode) rememberItems(node[key], below(key), provenance);
  const slots = node['slots'];
  if (typeof slots !== 'object' || slots === null || Array.isArray(slots)) return;
  for (const [name, list] of Object.entries(slots)) {
    const at = below('slots');
    rememberItems(list, { unit: at.unit, pointer: step(at.pointer, name) }, provenance);
  }
}
