import type { Json, JsonObject } from '../../document/types.ts';
import type { ResolvedElement, ResolvedNode } from '../flow.ts';

/**
 * Ids that a server action of this tree asks for again: targets of `refresh` and `request`, and every Form that posts,
 * which comes back with its messages when it is refused (language.md 4.3, 4.4).
 */
export function fragmentTargets(root: ResolvedNode | null, more: Json = null): ReadonlySet<string> {
  const found = new Set<string>();
  if (root) visit([root], found);
  collectTargets(more, found);
  return found;
}

function visit(nodes: readonly ResolvedNode[], found: Set<string>): void {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    if (node.type === 'Form' && typeof node.props['form'] === 'string') found.add(node.id);
    collectTargets(node.on as JsonObject, found);
    for (const list of childLists(node)) visit(list, found);
  }
}

const childLists = (node: ResolvedElement): readonly (readonly ResolvedNode[])[] => [
  ...Object.values(node.slots),
  node.else,
  node.catch ?? [],
  node.for?.empty ?? [],
  node.lazy?.placeholder ?? [],
];

const asksAgain = new Set<Json>(['refresh', 'request']);

function collectTargets(value: Json, found: Set<string>): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const item of value) collectTargets(item, found);
    return;
  }
  const { do: what, target, ...rest } = value as JsonObject;
  if (asksAgain.has(what ?? null) && typeof target === 'string') found.add(target);
  for (const item of Object.values(rest)) collectTargets(item, found);
}
