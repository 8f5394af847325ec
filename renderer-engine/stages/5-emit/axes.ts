import type { CoreComponent } from '../../components/component.ts';
import type { Json } from '../../document/types.ts';
import type { ElementNode } from '../4-optimize/tree.ts';
import { type AttributeList, put } from './attributes.ts';
import type { Emission } from './emission.ts';
import { codeOf } from './lower.ts';

/** Axis props that the author set, as `data-{prop}`; what is not in the enum is left out (language.md 9.2). */
export function putAxes(node: ElementNode, emission: Emission, into: AttributeList): void {
  for (const { prop, name, values } of axesOf(node.component)) {
    const bound = node.props[prop];
    if (!bound) continue;
    if (bound.kind !== 'constant') put(name, { axis: values, code: codeOf(bound, emission) }, into);
    else if (bound.value !== null && values.includes(bound.value)) put(name, bound, into);
  }
}

interface Axis {
  readonly prop: string;
  /** Of the attribute. */
  readonly name: string;
  readonly values: readonly Json[];
}

const axesByComponent = new WeakMap<CoreComponent, readonly Axis[]>();

/** The same for all nodes of a type. */
function axesOf(component: CoreComponent): readonly Axis[] {
  const known = axesByComponent.get(component);
  if (known) return known;
  const axes = Object.entries(component.props).flatMap(([prop, { axis, schema }]) =>
    axis && typeof schema === 'object'
      ? [{ prop, name: axisName(prop), values: (schema['enum'] ?? []) as readonly Json[] }]
      : [],
  );
  axesByComponent.set(component, axes);
  return axes;
}

const axisName = (prop: string): string => `data-${prop.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
