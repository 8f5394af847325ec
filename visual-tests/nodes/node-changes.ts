import type { Cluster, NodeChange } from '../types/comparison.ts';
import type { NodeShape } from '../types/shot.ts';
import { causesOf, type Found, isChanged } from './causes.ts';
import { differenceOf, isGrown, isMoved, type StyleChange } from './differences.ts';
import { explainChange } from './explain-change.ts';
import { pairNodes } from './pair.ts';
import { add, most, type Pixels, pixelsByPair, type TwoPictures } from './pixels-by-pair.ts';

export interface NodeChanges {
  /** Causes first, those with most pixels before others; each followed by what it caused. */
  readonly changes: readonly NodeChange[];
  /** The clusters, each with the node it belongs to. */
  readonly clusters: readonly Cluster[];
}

/** So many are told; a cause says how many others there are because of it. */
const mostChanges = 500;

/** What became of the nodes between two pictures whose pixels differ, and to which node every changed region belongs. */
export function nodeChanges(pictures: TwoPictures): NodeChanges {
  const { before, after, clusters } = pictures;
  const found = differencesOf(before, after);
  const pixels = pixelsByPair(found, pictures);
  const causes = new Map(causesOf(found, before, after));
  const isRepainted = (one: Found) => !isChanged(one) && pixels.own(one) > 0;
  const byName = new Map(found.map((one) => [one.after?.node, one]));
  const restyledAround = (one: Found): Found | null => {
    const outer = byName.get(one.after?.parent ?? '') ?? null;
    return outer && (outer.difference?.style.length ? outer : restyledAround(outer));
  };
  for (const one of found) {
    // How a node is painted is seen through all inside it, and what shines out of it, as a shadow, on those around it.
    const cause = isRepainted(one) ? (restyledAround(one) ?? pixels.neighbor(one, isChanged)) : null;
    if (cause) causes.set(one, causes.get(cause) ?? cause);
  }
  const all = found.filter((one) => isChanged(one) || isRepainted(one));
  const causeOf = (one: Found) => causes.get(one) ?? one;
  return {
    changes: told(all, causeOf, pixels).slice(0, mostChanges),
    clusters: clusters.map((cluster, at) => ({ ...cluster, node: nameOf(belongsTo(pixels.inCluster(at), causeOf)) })),
  };
}

/** The cause of most pixels; among nodes that did not change themselves, the one with most. */
function belongsTo(inside: ReadonlyMap<Found, number>, causeOf: (one: Found) => Found): Found | null {
  const causes = new Map<Found, number>();
  for (const [one, pixels] of inside) if (isChanged(one) || causeOf(one) !== one) add(causes, causeOf(one), pixels);
  return most(causes) ?? most(inside);
}

function differencesOf(before: readonly NodeShape[], after: readonly NodeShape[]): readonly Found[] {
  const styles = new Map<string, readonly StyleChange[]>();
  return pairNodes(before, after).map(({ before: was, after: is }) => {
    if (!was || !is) return { before: was, after: is, difference: null };
    const { all, ...difference } = differenceOf(was, is, (is.parent !== null && styles.get(is.parent)) || []);
    styles.set(is.node, all);
    return { before: was, after: is, difference };
  });
}

/** In groups: a cause, and what changed because of it. */
function told(all: readonly Found[], causeOf: (one: Found) => Found, pixels: Pixels): readonly NodeChange[] {
  const groups = [...Map.groupBy(all, causeOf)].map(([cause, members]) => {
    const followers = members.filter((one) => one !== cause);
    return { cause, followers, pixels: members.reduce((sum, one) => sum + pixels.all(one), 0) };
  });
  return groups
    .sort((a, b) => b.pixels - a.pixels)
    .flatMap(({ cause, followers }) => [
      changeOf(cause, null, pixels, followers),
      ...followers.map((one) => changeOf(one, nameOf(cause), pixels, [])),
    ]);
}

function changeOf(one: Found, cause: string | null, pixels: Pixels, followers: readonly Found[]): NodeChange {
  const changedPixels = pixels.all(one);
  const sentences = [explainChange(one, one.difference, changedPixels)];
  if (followers.length > 0) {
    const nodes = followers.length === 1 ? '1 more node' : `${followers.length.toLocaleString('en-US')} more nodes`;
    sentences.push(`${nodes} changed because of it.`);
  }
  return {
    node: nameOf(one) ?? '',
    kind: kindOf(one),
    before: one.before?.box ?? null,
    after: one.after?.box ?? null,
    cause,
    message: sentences.join(' '),
    changedPixels,
  };
}

function kindOf({ before, difference }: Found): NodeChange['kind'] {
  if (!difference) return before ? 'removed' : 'added';
  if (difference.text) return 'text';
  if (difference.style.length > 0) return 'restyled';
  if (isGrown(difference)) return 'resized';
  if (isMoved(difference)) return 'moved';
  return difference.inherited ? 'restyled' : 'repainted';
}

const nameOf = (one: Found | null): string | null => one?.after?.node ?? one?.before?.node ?? null;
