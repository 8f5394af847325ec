import type { Runs } from '../diff/runs.ts';
import type { Cluster } from '../types/comparison.ts';
import type { NodeShape } from '../types/shot.ts';
import type { Found } from './causes.ts';
import { eachOwned, ownersIn } from './owners.ts';

/** What is looked at: the nodes of both pictures, and the pixels that differ. */
export interface TwoPictures {
  readonly before: readonly NodeShape[];
  readonly after: readonly NodeShape[];
  readonly runs: Runs;
  /** Device pixels per CSS pixel. */
  readonly dpr: number;
  readonly clusters: readonly Cluster[];
}

/** Changed pixels by node. */
export interface Pixels {
  /** Inside the node and no node inside it, in either picture. */
  all(one: Found): number;
  /** Those that are the node's own in both pictures. */
  own(one: Found): number;
  /** Another node that `fits`, with most pixels in those clusters that have pixels of this one. */
  neighbor(one: Found, fits: (other: Found) => boolean): Found | null;
  /** Nodes with pixels in a cluster, and how many. */
  inCluster(at: number): ReadonlyMap<Found, number>;
}

export function pixelsByPair(found: readonly Found[], { before, after, runs, dpr, clusters }: TwoPictures): Pixels {
  const ofShape = new Map<NodeShape, Found>();
  for (const one of found) for (const shape of [one.before, one.after]) if (shape) ofShape.set(shape, one);
  const width = widest(runs);

  const all = new Map<Found, number>();
  const own = new Map<Found, number>();
  const byCluster = clusters.map(() => new Map<Found, number>());
  const clusterAt = finderOf(clusters);
  eachOwned(runs, ownersIn(before, dpr, width), ownersIn(after, dpr, width), (was, is, row, first, behind) => {
    const [old, young] = [was && ofShape.get(was), is && ofShape.get(is)];
    const pixels = behind - first;
    const cluster = byCluster[clusterAt(row, first)];
    for (const one of new Set([old, young])) {
      if (!one) continue;
      add(all, one, pixels);
      if (cluster) add(cluster, one, pixels);
    }
    if (old && old === young) add(own, old, pixels);
  });
  return {
    all: (one) => all.get(one) ?? 0,
    own: (one) => own.get(one) ?? 0,
    neighbor: (one, fits) => {
      const near = new Map<Found, number>();
      for (const cluster of byCluster) {
        if (!cluster.has(one)) continue;
        for (const [other, pixels] of cluster) if (other !== one && fits(other)) add(near, other, pixels);
      }
      return most(near);
    },
    inCluster: (at) => byCluster[at] ?? new Map(),
  };
}

/** Counts further. */
export function add(counts: Map<Found, number>, one: Found, pixels: number): void {
  counts.set(one, (counts.get(one) ?? 0) + pixels);
}

/** The one with the highest count. */
export function most(counts: ReadonlyMap<Found, number>): Found | null {
  let best: Found | null = null;
  for (const [one, pixels] of counts) if (!best || pixels > (counts.get(best) ?? 0)) best = one;
  return best;
}

function widest(runs: Runs): number {
  let width = 0;
  for (let at = 2; at < runs.length; at += 3) width = Math.max(width, runs[at]!);
  return width;
}

/** The first cluster whose box holds a pixel; -1 for none. */
function finderOf(clusters: readonly Cluster[]): (row: number, column: number) => number {
  let last = -1;
  const holds = ({ box: [left, top, width, height] }: Cluster, row: number, column: number) =>
    row >= top && row < top + height && column >= left && column < left + width;
  return (row, column) => {
    const known = clusters[last];
    if (known && holds(known, row, column)) return last;
    last = clusters.findIndex((cluster) => holds(cluster, row, column));
    return last;
  };
}
