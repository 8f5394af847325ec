import type { ElementNode } from '../4-optimize/tree.ts';
import type { Emission } from './emission.ts';

/** Who an element is an instance of: the built-in, and the component documents whose root it is. */
export function typesOf({ component, classes }: ElementNode, { context: { measured } }: Emission): readonly string[] {
  if (!measured || classes.length === 0) return [component.type];
  return [...classes.flatMap((name) => measured.get(name) ?? []), component.type];
}
