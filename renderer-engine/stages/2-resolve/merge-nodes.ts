import { merge, nodePosition } from '../../document/merge.ts';
import type { JsonObject } from '../../document/types.ts';
import type { Origin } from '../flow.ts';
import { keysOf } from './provenance.ts';
import type { TreeBuild } from './tree-build.ts';

/** Merges a partial node over another and remembers what came from where. */
export function mergeNodes(
  base: JsonObject,
  over: JsonObject,
  from: Origin,
  origin: Origin,
  build: TreeBuild,
): JsonObject {
  // One list has two names; the merge must see them as one.
  const [left, right] = [spelledOut(base), spelledOut(over)];
  const { provenance } = build;
  const result = merge(left, right, nodePosition, (merged, one, other) => {
    const [before, after] = [provenance.get(one), provenance.get(other)];
    if (before && after) {
      const keys = new Map([...before.keys, ...keysOf(other as JsonObject, after.origin)]);
      provenance.set(merged, { origin: before.origin, keys });
    }
  }) as JsonObject;
  const before = provenance.get(base)?.keys ?? [];
  const entry = { origin: provenance.get(base)?.origin ?? origin, keys: new Map([...before, ...keysOf(over, from)]) };
  if (result !== base) provenance.set(result, entry);
  return result;
}

/** `children` as the slot it stands for. */
export function spelledOut(node: JsonObject): JsonObject {
  if (!Object.hasOwn(node, 'children')) return node;
  const { children, slots, ...rest } = node;
  return { ...rest, slots: { ...(slots as JsonObject | undefined), default: children! } };
}
