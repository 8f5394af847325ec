import type { Json } from '../../document/types.ts';
import type { ElementNode } from '../4-optimize/tree.ts';
import type { WrittenAttributes } from './attributes.ts';
import type { Emission } from './emission.ts';
import { codeOf } from './lower.ts';

/** Axis props that the author set, as `data-{prop}`; what is not in the enum is left out (language.md 9.2). */
export function axisAttributes(node: ElementNode, emission: Emission): WrittenAttributes {
  const attributes: Record<string, WrittenAttributes[string]> = {};
  for (const [prop, definition] of Object.entries(node.component.props)) {
    const bound = node.props[prop];
    if (!definition.axis || !bound || typeof definition.schema !== 'object') continue;
    const values = (definition.schema['enum'] ?? []) as readonly Json[];
    if (bound.kind !== 'constant') attributes[axisName(prop)] = { axis: values, code: codeOf(bound, emission) };
    else if (values.includes(bound.value)) attributes[axisName(prop)] = { constant: true, value: bound.value };
  }
  return attributes;
}

const axisName = (prop: string): string => `data-${prop.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
