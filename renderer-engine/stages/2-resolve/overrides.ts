import { nearestName } from '../../diagnostics/nearest-name.ts';
import { step } from '../../document/pointer.ts';
import type { JsonObject } from '../../document/types.ts';
import type { Origin } from '../flow.ts';
import type { Teller } from '../teller.ts';
import { mergeNodes } from './merge-nodes.ts';
import { rememberLists } from './provenance.ts';
import type { Spot, TreeBuild } from './tree-build.ts';
import { tellUnknownItems } from './unknown-items.ts';

/** A node as the documents above its own change it, nearest first; null when one of them removes it. */
export function applyOverrides(node: JsonObject, spot: Spot, build: TreeBuild): JsonObject | null {
  const id = node['id'] as string;
  let result = node;
  for (let layer = spot.layer + 1; layer < build.layers.length; layer++) {
    const { unit, overrides } = build.layers[layer]!;
    if (spot.prefix !== '' || !Object.hasOwn(overrides, id)) continue;
    const over = overrides[id]!;
    const origin = { unit, pointer: step('/overrides', id) };
    if (result['final'] === true) {
      build.teller.tell('UI3105', { id, base: spot.origin.unit.name }, { origin, node: id, atKey: true });
    } else if (over === null) {
      if (spot.depth === 0) build.teller.tell('UI3110', { id }, { origin, node: id, atKey: true });
      else {
        build.removed.add(id);
        return null;
      }
    } else {
      tellUnknownItems(result, over, origin, spot.origin.unit.name, build.teller);
      rememberLists(result, spot.origin, build.provenance);
      rememberLists(over, origin, build.provenance);
      result = mergeNodes(result, withoutIdentity(id, over, origin, build.teller), origin, spot.origin, build);
    }
  }
  return result;
}

function withoutIdentity(id: string, over: JsonObject, origin: Origin, teller: Teller): JsonObject {
  const { id: ownId, type, ...rest } = over;
  for (const [key, value] of [
    ['id', ownId],
    ['type', type],
  ] as const) {
    if (value === undefined) continue;
    teller.tell(
      'UI3108',
      { id, key },
      { origin: { ...origin, pointer: step(origin.pointer, key) }, node: id, atKey: true },
    );
  }
  return rest as JsonObject;
}

/** Overrides that met no node. */
export function tellUnusedOverrides({ layers, ids, removed, teller }: TreeBuild): void {
  layers.forEach(({ unit, overrides }, index) => {
    const base = layers[index - 1];
    if (!base) return;
    const lower = new Set(layers.slice(0, index).map((layer) => layer.unit));
    const known = [...ids].filter(([, origin]) => lower.has(origin.unit)).map(([id]) => id);
    for (const id of Object.keys(overrides)) {
      if (removed.has(id) || known.includes(id)) continue;
      const origin = { unit, pointer: step('/overrides', id) };
      teller.tell('UI3103', { id, base: base.unit.name, nearest: nearestName(id, known) }, { origin, atKey: true });
    }
  });
}
