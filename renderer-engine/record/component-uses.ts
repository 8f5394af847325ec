import { coreVersion } from '../core-version.ts';
import type { ComponentUse } from '../engine.ts';
import type { Resolved, ResolvedElement, ResolvedNode } from '../stages/flow.ts';

/** What each node of a document is made of, in the order it stands there; what components hold inside is theirs (E11). */
export function componentUses({ component, root }: Resolved): readonly ComponentUse[] {
  const found: ComponentUse[] = [];
  const visit = (nodes: readonly ResolvedNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'text') continue;
      found.push(madeOf(node));
      visit(node.for?.empty ?? []);
      visit(node.lazy?.placeholder ?? []);
      for (const slot of Object.values(node.slots)) visit(slot);
      visit(node.else);
      visit(node.catch ?? []);
    }
  };
  const view = component ? component.view : root;
  if (view) visit([view]);
  return found;
}

const madeOf = ({ id, type, target }: ResolvedElement): ComponentUse =>
  target.kind === 'core'
    ? { node: id, type, component: target.component.type, version: target.component.version || coreVersion }
    : { node: id, type, component: target.component.id, version: target.component.version };
