import type { Json, JsonObject } from '../document/types.ts';

/** Instances written for a version that fits `from` are changed by these operations, in order (language.md 5.6). */
export interface Migration {
  readonly from: string;
  readonly ops: readonly Operation[];
}

export type Operation =
  /** A prop has another name. */
  | { readonly op: 'rename'; readonly prop: string; readonly to: string }
  /** Values of a prop have other names. */
  | { readonly op: 'mapValue'; readonly prop: string; readonly map: Readonly<Record<string, Json>> }
  /** A prop gets a value where it has none. */
  | { readonly op: 'default'; readonly prop: string; readonly value: Json }
  | { readonly op: 'drop'; readonly prop: string }
  /** A prop follows from others: an expression over `props`. */
  | { readonly op: 'compute'; readonly prop: string; readonly value: string }
  /** A prop becomes a node in a slot; `${value}` in that node is what the prop was. */
  | { readonly op: 'propToSlot'; readonly prop: string; readonly slot: string; readonly node: JsonObject }
  /** The text of a slot becomes a prop. */
  | { readonly op: 'slotToProp'; readonly slot: string; readonly prop: string }
  /** Another component stands for it now: a built-in type, or an alias of the document. */
  | { readonly op: 'retype'; readonly type: string }
  /** Another node goes around it; the instance goes into its slot. */
  | { readonly op: 'wrap'; readonly node: JsonObject; readonly slot?: string };

/** An instance after its migrations: the node, and what goes around it, innermost first. */
export interface Migrated {
  readonly node: JsonObject;
  readonly wrappers: readonly Wrapper[];
  /** What a person should look at, because no rule could decide it. */
  readonly notes: readonly string[];
}

export interface Wrapper {
  readonly node: JsonObject;
  readonly slot: string;
}
