import type { Box } from './shot.ts';

export interface Comparison {
  readonly equal: boolean;
  readonly changedPixels: number;
  readonly totalPixels: number;
  /** Differing sizes are padded at the top left and count as changed. */
  readonly sizes: { readonly before: readonly [number, number]; readonly after: readonly [number, number] };
  /** PNG; null when equal. */
  readonly difference: Uint8Array | null;
  /** Boxes around changed pixels that are near each other, in device pixels, largest first; 100 at most. */
  readonly clusters: readonly Cluster[];
  /** Changed pixels of the window of 16 × 16 that has most of them. */
  readonly density: number;
  /** The changed pixels themselves, as runs within rows: row, first column and the one behind the last, each. */
  readonly runs: Uint32Array<ArrayBuffer>;
}

export interface Cluster {
  readonly box: Box;
  readonly changedPixels: number;
  /** The node it belongs to, or because of which it changed; null outside of all nodes, or when none are known. */
  readonly node: string | null;
}

/** What became of one node between two pictures. */
export interface NodeChange {
  readonly node: string;
  readonly kind: 'added' | 'removed' | 'text' | 'restyled' | 'resized' | 'moved' | 'repainted';
  readonly before: Box | null;
  readonly after: Box | null;
  /** The node it moved, or grew, because of; null: it is a cause itself. */
  readonly cause: string | null;
  /** A sentence: what it was and what it is. */
  readonly message: string;
  /** Changed pixels inside its box that belong to no node inside it. */
  readonly changedPixels: number;
}
