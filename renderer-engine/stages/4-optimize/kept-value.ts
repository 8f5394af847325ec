import { hidden } from '../../components/hidden.ts';
import type { ResolvedElement } from '../flow.ts';
import { expandElement } from './expand-element.ts';
import type { ExpandNodes, Expansion } from './expansion.ts';
import type { TreeNode } from './tree.ts';

/** What an input with `keep` leaves behind while its own `if` hides it: its value, which is sent all the same. */
export function keptValue(node: ResolvedElement, at: Expansion, expandNodes: ExpandNodes): readonly TreeNode[] {
  const { target, props, bind } = node;
  const isInput = target.kind === 'core' && target.component.valueType !== undefined;
  // A password never stands in HTML.
  if (!isInput || bind === null || props['keep'] !== true || props['kind'] === 'password') return [];
  const value: ResolvedElement = {
    ...node,
    type: hidden.type,
    target: { kind: 'core', component: hidden },
    props: {},
    slots: {},
    on: {},
    a11y: {},
    style: null,
  };
  return [expandElement(value, hidden, at, expandNodes)];
}
