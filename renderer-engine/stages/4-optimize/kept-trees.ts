import type { ResolvedNode } from '../flow.ts';
import { holdsAny, type KeptTree, type StageMemory } from '../memory.ts';
import type { Expansion } from './expansion.ts';

/** What this very chunk became in the last compilation. Only what validation found nothing to tell about is kept. */
export function keptTree(node: ResolvedNode, { memory, budget, limits, targets }: Expansion): KeptTree['tree'] | null {
  if (!memory || node.kind === 'text' || !memory.checked.has(node)) return null;
  const kept = memory.trees.get(node);
  if (!kept || budget.nodes + kept.nodes > limits.nodesExpanded || isTarget(node, targets, memory)) return null;
  budget.nodes += kept.nodes;
  return kept.tree;
}

/** Keeps what a chunk became, and knows its nodes from then on. */
export function keepTree(node: ResolvedNode, kept: KeptTree, { memory, targets }: Expansion): void {
  if (!memory || node.kind === 'text' || !memory.checked.has(node) || isTarget(node, targets, memory)) return;
  const chunk = memory.chunks.get(node)!;
  memory.trees.set(node, kept);
  for (const one of kept.tree) memory.optimized.set(one, { chunk, tree: null, unrolled: 0 });
}

/** A node that an action asks for again is written in another way. */
const isTarget = (node: object, targets: ReadonlySet<string>, { chunks }: StageMemory): boolean =>
  holdsAny(chunks.get(node as never)!, targets);
