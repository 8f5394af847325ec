import type { Json, JsonObject, Node, PageDocument } from '../../document/types.ts';
import type { Unit } from '../flow.ts';
import { chainOf } from './units.ts';

/** One document of an `extends` chain: what it changes in the documents below it. */
export interface Layer {
  readonly unit: Unit;
  readonly overrides: Readonly<Record<string, JsonObject | null>>;
  /** Content for open slots of the layers below. */
  readonly fills: Readonly<Record<string, readonly Node[]>>;
}

/** The chain of a page or layout, base first. */
export function layersOf(unit: Unit): readonly Layer[] {
  return [...chainOf(unit)].reverse().map((one) => {
    const { overrides = {}, slots = {} } = one.document as PageDocument;
    return { unit: one, overrides, fills: one.base ? slots : {} };
  });
}

/** The nodes that fill a slot of layer `from`: the nearest document above it that has any. */
export function fillOf(
  slot: string,
  layers: readonly Layer[],
  from: number,
): { readonly nodes: readonly Json[]; readonly layer: number } | null {
  for (let layer = from + 1; layer < layers.length; layer++) {
    const fills = layers[layer]!.fills;
    if (Object.hasOwn(fills, slot)) return { nodes: fills[slot] as readonly Json[], layer };
  }
  return null;
}
