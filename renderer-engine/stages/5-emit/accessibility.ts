import type { AttributeValue } from '../../components/component.ts';
import type { Bound } from '../4-optimize/bound.ts';
import type { ElementNode } from '../4-optimize/tree.ts';
import { type AttributeList, put } from './attributes.ts';
import { furtherLoops, neighborId } from './dom-ids.ts';
import type { Emission } from './emission.ts';
import { inputOf } from './lower.ts';

/** The author's `a11y` as attributes of the node's element; they go over what the component says. */
export function putAccessibility(node: ElementNode, emission: Emission, into: AttributeList): void {
  for (const key in node.accessibility) {
    const name = attributeNames[key];
    if (name) put(name, attributeValue(key, node.accessibility[key]!, node, emission), into);
  }
}

const attributeNames: Readonly<Record<string, string>> = {
  label: 'aria-label',
  description: 'aria-description',
  labelledBy: 'aria-labelledby',
  describedBy: 'aria-describedby',
  live: 'aria-live',
  hidden: 'aria-hidden',
  role: 'role',
  current: 'aria-current',
};

function attributeValue(key: string, bound: Bound, node: ElementNode, emission: Emission): AttributeValue {
  if (key === 'labelledBy' || key === 'describedBy') {
    const id = bound.kind === 'constant' && typeof bound.value === 'string' ? bound.value : null;
    if (id === null) return null;
    const loops = furtherLoops({ instances: node.address.instances, keys: node.address.own.keys }, id, emission);
    const { unit, pointer } = node.place.origin;
    const origin = { unit, pointer: `${pointer}/a11y/${key}` };
    if (loops > 0)
      emission.teller.tell('UI5102', { target: id, nearest: null, loops }, { origin, node: node.place.id });
    return neighborId(node.address, id, emission);
  }
  if (key === 'hidden') return bound.kind === 'constant' && bound.value === true ? 'true' : null;
  return inputOf(bound, emission);
}
