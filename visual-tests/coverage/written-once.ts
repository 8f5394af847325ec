import type { Branch, CoveredNode } from './coverage.ts';

/**
 * What is written once is listed once: the inside of a component stands at the first of its instances, and is shown where
 * any of them shows it. `places` says of how many.
 */
export function writtenOnce(nodes: readonly Omit<CoveredNode, 'places'>[]): readonly CoveredNode[] {
  const found = new Map<string, CoveredNode>();
  for (const node of nodes) {
    const name = `${node.document}\n${node.pointer}`;
    const known = found.get(name);
    found.set(name, known ? together(known, node) : { ...node, places: 1 });
  }
  return [...found.values()];
}

const together = (
  known: CoveredNode,
  { isShown, branches }: Pick<CoveredNode, 'isShown' | 'branches'>,
): CoveredNode => ({
  ...known,
  isShown: known.isShown || isShown ? true : (known.isShown ?? isShown),
  branches: withAll(known.branches, branches),
  places: known.places + 1,
});

function withAll(known: readonly Branch[], others: readonly Branch[]): readonly Branch[] {
  const all = new Map(known.map(({ name, isShown }) => [name, isShown]));
  for (const { name, isShown } of others) all.set(name, isShown || (all.get(name) ?? false));
  return [...all].map(([name, isShown]) => ({ name, isShown }));
}
