import type { PropDefinition } from '../../components/component.ts';
import type { Bound } from '../4-optimize/bound.ts';
import { mustBeConstant } from '../4-optimize/optimize-nodes.ts';
import type { ElementNode, Place } from '../4-optimize/tree.ts';
import type { Emission } from './emission.ts';

/** UI2013 at the node; without a shape there is nothing to write. */
export function hasConstantShape(node: ElementNode, emission: Emission): boolean {
  let isConstant = true;
  for (const prop in node.props) {
    const definition = node.component.props[prop];
    if (!isOpenShape(definition, node.props[prop]!)) continue;
    emission.teller.tell('UI2013', { component: node.component.type, prop }, below(node.place, `/props/${prop}`));
    if (definition?.shape) isConstant = false;
  }
  for (const { style } of node.style) {
    if (style.kind === 'constant') continue;
    emission.teller.tell('UI6104', { property: openProperty(style) }, below(node.place, '/style'));
  }
  return isConstant;
}

/** A responsive choice is an attribute, which may be open; only a map of them becomes a class. */
function isOpenShape(prop: PropDefinition | undefined, bound: Bound): boolean {
  if (bound.kind === 'constant' || !mustBeConstant(prop)) return false;
  const isChoice = prop?.responsive && !prop.shape && prop.context === 'text';
  return isChoice ? bound.kind === 'map' : bound.kind === 'template';
}

const openProperty = (style: Bound): string =>
  style.kind === 'map'
    ? (Object.entries(style.entries).find(([, value]) => value.kind !== 'constant')?.[0] ?? 'style')
    : 'style';

/** A place inside of a node, for what is told. */
export const below = ({ id, origin }: Place, path: string) => ({
  origin: { unit: origin.unit, pointer: origin.pointer + path },
  node: id,
});
