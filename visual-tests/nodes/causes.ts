import type { NodeShape } from '../types/shot.ts';
import { type Difference, isGrown, isMoved, isOwn } from './differences.ts';
import type { Pair } from './pair.ts';
import { type ShapeTree, treeOf } from './shape-tree.ts';

/** A pair with what differs; null for a node that only one picture has. */
export interface Found extends Pair {
  readonly difference: Difference | null;
}

/**
 * What each changed node changed because of; a node that is not in the map, or maps to itself, is a cause itself.
 * A node whose text or style changed, that came or went, is a cause. One that only grew did so because of what is inside
 * it, the node around it, or those beside it; one that only moved because of the node around it or those before it.
 */
export function causesOf(
  found: readonly Found[],
  before: readonly NodeShape[],
  after: readonly NodeShape[],
): ReadonlyMap<Found, Found> {
  const family = familyOf(found, treeOf(before), treeOf(after));
  const causes = new Map<Found, Found>();
  const rootOf = (one: Found): Found => causes.get(one) ?? one;
  const isSettled = (one: Found) => isCause(one) || causes.has(one);
  const settle = (one: Found, cause: Found) => void causes.set(one, rootOf(cause));

  for (const one of found) {
    const parent = family.parentOf(one);
    if (!one.difference && parent && !parent.difference) settle(one, parent); // It came or went with it.
  }
  growFromInside(
    found.filter((one) => isCause(one) && !causes.has(one)),
    family,
    causes,
  );
  for (const one of found) {
    if (!isChanged(one) || isSettled(one)) continue;
    const parent = family.parentOf(one);
    const known = (other: Found | null): other is Found => other !== null && isChanged(other) && isSettled(other);
    const reason =
      (known(parent) && movedAlike(one, parent) ? parent : null) ??
      family.earlierOf(one).find((other) => known(other) && pushes(other, one)) ??
      (known(parent) ? parent : null) ??
      family.earlierOf(one).find(known) ??
      family.laterOf(one).find((other) => isCause(other)) ??
      family.acrossFrom(one).find((other) => isCause(other) && takesRoom(other));
    if (reason) settle(one, reason);
    else settleByFirst(one, firstMoved(one, family), family, causes);
  }
  return causes;
}

const isCause = ({ difference }: Found): boolean => difference === null || isOwn(difference);
export const isChanged = ({ difference }: Found): boolean =>
  difference === null || isOwn(difference) || difference.inherited || isGrown(difference) || isMoved(difference);

interface Family {
  parentOf(one: Found): Found | null;
  /** Those beside it, the nearest first. */
  earlierOf(one: Found): readonly Found[];
  laterOf(one: Found): readonly Found[];
  childrenOf(one: Found): readonly Found[];
  /** All in the nearest table or grid around it: a cell makes its whole column wider. */
  acrossFrom(one: Found): readonly Found[];
}

/** Who stands where, by the newer picture; what is gone by the older one. */
function familyOf(found: readonly Found[], old: ShapeTree, young: ShapeTree): Family {
  const byShape = new Map<NodeShape, Found>();
  for (const one of found) {
    if (one.before) byShape.set(one.before, one);
    if (one.after) byShape.set(one.after, one);
  }
  const of = (shapes: readonly NodeShape[]) => shapes.flatMap((shape) => byShape.get(shape) ?? []);
  const beside = (one: Found, side: 'before' | 'after') => {
    const tree = side === 'before' ? old : young;
    const shape = one[side];
    if (!shape) return { earlier: [], later: [] };
    const all = tree.childrenOf(tree.parentOf(shape));
    const at = all.indexOf(shape);
    return { earlier: of(all.slice(0, at)).reverse(), later: of(all.slice(at + 1)) };
  };
  const gone = (list: readonly Found[]) => list.filter(({ after }) => after === null);
  const parentOf = ({ before, after }: Found): Found | null => {
    const shape = after ? young.parentOf(after) : before && old.parentOf(before);
    return (shape && byShape.get(shape)) ?? null;
  };
  const childrenOf = ({ before, after }: Found): readonly Found[] => [
    ...of(after ? young.childrenOf(after) : []),
    ...gone(of(before ? old.childrenOf(before) : [])),
  ];
  const inside = (one: Found): readonly Found[] => childrenOf(one).flatMap((child) => [child, ...inside(child)]);
  const known = new Map<Found, readonly Found[]>();
  return {
    parentOf,
    childrenOf,
    acrossFrom: (one) => {
      let outer = parentOf(one);
      while (outer && !inTwoDimensions.has(outer.after?.style['display'] ?? '')) outer = parentOf(outer);
      if (!outer) return [];
      if (!known.has(outer)) known.set(outer, inside(outer));
      return known.get(outer) ?? [];
    },
    earlierOf: (one) => [...beside(one, 'after').earlier, ...gone(beside(one, 'before').earlier)],
    laterOf: (one) => [...beside(one, 'after').later, ...gone(beside(one, 'before').later)],
  };
}

const inTwoDimensions = new Set(['table', 'inline-table', 'grid', 'inline-grid']);
const takesRoom = (one: Found): boolean => sizeChange(one).some((change) => change !== 0);

/** Nodes around a cause that grew, did so because of it; of several causes because of the one that grew most alike. */
function growFromInside(roots: readonly Found[], family: Family, causes: Map<Found, Found>): void {
  const best = new Map<Found, number>();
  for (const root of roots) {
    const [wider, higher] = sizeChange(root);
    if (wider === 0 && higher === 0) continue;
    for (let one = family.parentOf(root); one && !isCause(one); one = family.parentOf(one)) {
      if (!one.difference || !isGrown(one.difference)) break;
      const [wide, high] = one.difference.grown;
      const miss = Math.abs(high - higher) + Math.abs(wide - wider);
      if (miss >= (best.get(one) ?? Number.POSITIVE_INFINITY)) continue;
      best.set(one, miss);
      causes.set(one, root);
    }
  }
}

function sizeChange({ before, after, difference }: Found): readonly [number, number] {
  if (difference) return difference.grown;
  const [, , width = 0, height = 0] = after?.box ?? before?.box ?? [];
  return after ? [width, height] : [-width, -height];
}

const movedAlike = (one: Found, parent: Found): boolean =>
  one.difference !== null &&
  parent.difference !== null &&
  !isGrown(one.difference) &&
  String(one.difference.moved) === String(parent.difference.moved);

/** Whether a node before another ends as much further on as the other moved. */
function pushes(other: Found, one: Found): boolean {
  const [right, down] = one.difference?.moved ?? [0, 0];
  if (right === 0 && down === 0) return false;
  if (!other.difference) return true;
  const { moved, grown } = other.difference;
  const same = (a: number, b: number) => a !== 0 && Math.abs(a - b) < 0.05;
  return same(down, moved[1] + grown[1]) || same(right, moved[0] + grown[0]) || same(down, moved[1]);
}

/** Nothing around it explains it: the first node inside that moved or grew by itself, as by a margin; else it is one. */
function firstMoved(one: Found, family: Family): Found {
  if (!one.difference || !isGrown(one.difference)) return one;
  const inside = family.childrenOf(one).find((child) => isChanged(child) && !movedAlike(child, one));
  return inside ? firstMoved(inside, family) : one;
}

function settleByFirst(one: Found, first: Found, family: Family, causes: Map<Found, Found>): void {
  causes.set(first, first);
  for (let other: Found | null = first; other && other !== one; ) {
    other = family.parentOf(other);
    if (other) causes.set(other, first);
  }
}
