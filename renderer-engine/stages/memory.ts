import type { ObjectShape } from '../document/shapes/shape.ts';
import type { JsonObject, StudioDocument } from '../document/types.ts';
import type { Reading } from './1-parse/reread.ts';
import type { AskedMessage } from './3-validate/message-scopes.ts';
import type { TreeNode } from './4-optimize/tree.ts';
import type { KeptOps } from './5-emit/settle.ts';
import type { ResolvedElement, Unit } from './flow.ts';

/**
 * What a compilation leaves for the next one of the same document with the same options. Everything in it hangs on the
 * identity of authored nodes: an edit makes a new object of each node around it, and leaves the others as they are.
 */
export interface Memory {
  /** The text of the last compilation and what it said; null when that text needed a closer look. */
  reading: Reading | null;
  /** Nodes that fit their shape, with all that is in them. */
  readonly sound: WeakMap<object, { readonly shape: ObjectShape; readonly nodes: number }>;
  /** Parts of the document in which no security rule has found anything. */
  readonly harmless: WeakSet<object>;
  /** Canonical texts of maps. */
  readonly texts: WeakMap<object, string>;
  /** Of the last compilation. */
  document: StudioDocument | null;
  stages: StageMemory;
}

/** What the check of a chunk counted: its expressions, and the messages it asks for. */
interface KeptCheck {
  readonly expressions: number;
  readonly asked: readonly AskedMessage[];
}

/** What stages 2 to 5 made of nodes; forgotten as soon as anything else than the view has changed. */
export interface StageMemory {
  /** Keeps its identity, because nodes point to it. */
  unit: Unit | null;
  /** By pointer. */
  readonly rooms: Map<string, Room>;
  readonly nodes: WeakMap<JsonObject, KeptNode>;
  readonly chunks: WeakMap<ResolvedElement, KeptNode>;
  /** Chunks in which validation found nothing to tell. */
  readonly checked: WeakMap<ResolvedElement, KeptCheck>;
  readonly trees: WeakMap<ResolvedElement, KeptTree>;
  /** What passes over all nodes have found in them (`gather`). */
  readonly headings: WeakMap<ResolvedElement, readonly ResolvedElement[]>;
  readonly named: WeakMap<ResolvedElement, readonly ResolvedElement[]>;
  /** Groups in which no name stands twice. */
  readonly distinct: WeakSet<ResolvedElement>;
  readonly targets: WeakMap<ResolvedElement, readonly string[]>;
  /** Null: made by a chunk, and not optimized yet. */
  readonly optimized: WeakMap<TreeNode, KeptOptimized>;
  readonly ops: WeakMap<TreeNode, KeptPart>;
}

/**
 * What a node sees of the nodes around it, apart from its neighbors. The same object as long as none of them has
 * changed. Only nodes that hand nothing down but their place make a room: no loops, no names, no forms.
 */
export interface Room {
  readonly outer: Room | null;
  readonly node: JsonObject;
}

/**
 * A chunk: a node that, with all that is in it, depends on nothing but its room and the document without its view; and
 * on which nothing depends but what it writes.
 */
export interface KeptNode {
  readonly room: Room | null;
  readonly pointer: string;
  readonly element: ResolvedElement;
  readonly inner: readonly KeptNode[];
  /** It and all in it. */
  readonly nodes: number;
}

export interface KeptTree {
  readonly tree: readonly TreeNode[];
  readonly nodes: number;
}

/** A node of the tree that a chunk has become. */
export interface KeptPart {
  readonly chunk: KeptNode;
  /** Null until it is written. */
  ops: KeptOps | null;
  /** Names of data; null until they are asked for. */
  reads: readonly string[] | null;
}

export interface KeptOptimized {
  readonly chunk: KeptNode;
  tree: readonly TreeNode[] | null;
  /** Nodes that loops in it became. */
  unrolled: number;
}

export const newMemory = (): Memory => ({
  reading: null,
  sound: new WeakMap(),
  harmless: new WeakSet(),
  texts: new WeakMap(),
  document: null,
  stages: newStageMemory(),
});

const newStageMemory = (): StageMemory => ({
  unit: null,
  rooms: new Map(),
  nodes: new WeakMap(),
  chunks: new WeakMap(),
  checked: new WeakMap(),
  trees: new WeakMap(),
  headings: new WeakMap(),
  named: new WeakMap(),
  distinct: new WeakSet(),
  targets: new WeakMap(),
  optimized: new WeakMap(),
  ops: new WeakMap(),
});

export function forget(memory: Memory): void {
  memory.stages = newStageMemory();
}

/** Whether any node of a chunk has one of these ids. */
export const holdsAny = (chunk: KeptNode, ids: ReadonlySet<string>): boolean =>
  ids.size > 0 && (ids.has(chunk.element.id) || chunk.inner.some((one) => holdsAny(one, ids)));

/** Nodes depend on the whole document around the view; what it holds is compared by identity. */
export function meet(memory: Memory, document: StudioDocument): void {
  const last = memory.document as Readonly<Record<string, unknown>> | null;
  const next = document as unknown as Readonly<Record<string, unknown>>;
  const keys = new Set([...Object.keys(last ?? {}), ...Object.keys(next)]);
  const isSame = last !== null && [...keys].every((key) => beside.has(key) || last[key] === next[key]);
  if (!isSame) forget(memory);
  memory.document = document;
}

/** The view itself, and what no node depends on. */
const beside = new Set(['view', 'tests']);
