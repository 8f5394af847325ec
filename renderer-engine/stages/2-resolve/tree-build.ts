import type { FrontContext, Origin } from '../flow.ts';
import type { Room } from '../memory.ts';
import type { Teller } from '../teller.ts';
import type { Components } from './components.ts';
import type { Includes } from './includes.ts';
import type { Layer } from './layers.ts';
import type { ProvenanceOf } from './provenance.ts';
import type { References } from './references.ts';

/** What building a tree needs and keeps. One per tree: a page with its bases, or the view of a component. */
export interface TreeBuild {
  readonly context: FrontContext;
  readonly teller: Teller;
  readonly references: References;
  readonly components: Components;
  /** Null for the view of a component. */
  readonly includes: Includes | null;
  /** Documents of the `extends` chain, base first; one for the view of a component. */
  readonly layers: readonly Layer[];
  readonly provenance: ProvenanceOf;
  /** Ids of the flattened tree, and where they stand. */
  readonly ids: Map<string, Origin>;
  /** Ids of nodes that could not be built, and of all in them. */
  readonly leftOut: Set<string>;
  /** Inherited nodes that an override removed. */
  readonly removed: Set<string>;
  /** Slots of layouts that were met: name → layer, whether it was filled. */
  readonly slotsMet: Map<string, { readonly filled: boolean; readonly required: boolean; readonly origin: Origin }>;
  /** Nodes, instances of components counted with all they stand for. */
  nodes: number;
}

/** Where a node stands while it is built. */
export interface Spot {
  readonly origin: Origin;
  readonly layer: number;
  /** `{id}--` of the `$ref`s around. */
  readonly prefix: string;
  readonly depth: number;
  /** What is around it, when that may be as it was in the last compilation. */
  readonly room: Room | null;
  /** `$ref`s around, by name. */
  readonly path: readonly string[];
}

/** The spot of a part of the node at `spot`. */
export const below = (spot: Spot, key: string | number): Spot => ({
  ...spot,
  origin: { unit: spot.origin.unit, pointer: `${spot.origin.pointer}/${key}` },
});
