import type { Attributes } from '../../components/component.ts';
import type { Json } from '../../document/types.ts';
import type { ElementNode } from '../4-optimize/tree.ts';

/** An axis prop the emitter turns into `data-{prop}`; looked up by the attribute it becomes. */
export const axisName = (prop: string): string =>
  `data-${prop.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Axes the author set to a constant of their enum; open ones are ops of their own (`axisOps`). */
export function axisAttributes(node: ElementNode): Attributes {
  const set = axesOf(node).flatMap(({ name, values, bound }) =>
    bound.kind === 'constant' && values.includes(bound.value) ? [[name, bound.value as string | number] as const] : [],
  );
  return Object.fromEntries(set);
}

/** Axis props with the attribute they become and the values they may have. */
export function axesOf(node: ElementNode) {
  return Object.entries(node.component.props).flatMap(([prop, definition]) => {
    if (!definition.axis || typeof definition.schema !== 'object') return [];
    const values = (definition.schema['enum'] ?? []) as readonly Json[];
    return [{ name: axisName(prop), values, bound: node.props[prop]! }];
  });
}
