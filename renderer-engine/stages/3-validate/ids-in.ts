import type { ResolvedNode } from '../flow.ts';

/** Ids of some nodes, those in every branch of them; found when they are first asked for, which few documents do. */
export function idsOf(nodes: readonly ResolvedNode[]): () => ReadonlySet<string> {
  let ids: ReadonlySet<string> | undefined;
  return () => {
    ids ??= idsIn(nodes);
    return ids;
  };
}

function idsIn(nodes: readonly ResolvedNode[], into = new Set<string>()): Set<string> {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    into.add(node.id);
    idsIn(node.else, into);
    idsIn(node.catch ?? [], into);
    idsIn(node.lazy?.placeholder ?? [], into);
    idsIn(node.for?.empty ?? [], into);
    for (const content of Object.values(node.slots)) idsIn(content, into);
  }
  return into;
}
