import type { Program, ProgramFragment } from '../../program.ts';
import { allSwitches, type Optimized } from '../4-optimize/optimize.ts';
import { optimizeNodes } from '../4-optimize/optimize-nodes.ts';
import { newRoom } from '../4-optimize/unroll.ts';

/**
 * What stands in addresses, and around the view, must not depend on the optimizer's switches: where one is off, the
 * answer is that of the program with all of them on. This is the tree of that program; null when all of them are on.
 */
export function withAllPasses(optimized: Optimized): Optimized | null {
  if (Object.values(optimized.switches).every(Boolean)) return null;
  // What has stayed a loop stays one.
  const passes = { ...allSwitches, room: newRoom(0) };
  return { ...optimized, tree: optimizeNodes(optimized.tree, new Map(), passes), switches: allSwitches };
}

/** Fragments, with what they depend on as that program says it. */
export function sameFragments(own: readonly ProgramFragment[], best: () => Program | null): readonly ProgramFragment[] {
  if (own.length === 0) return own;
  const nameOf = ({ id, keys }: ProgramFragment) =>
    JSON.stringify([id, keys.map((step) => step.map((key) => typeof key === 'string' && key))]);
  const reads = new Map(best()?.fragments.map((fragment) => [nameOf(fragment), fragment]));
  return own.map((fragment) => {
    const found = reads.get(nameOf(fragment));
    if (!found) return fragment;
    const { awaited: _, ...rest } = fragment;
    const { params, data, critical, awaited } = found;
    return { ...rest, params, data, critical, ...(awaited && { awaited }) };
  });
}
