import type { CoveredNode } from '#contract';

/** Something of it no picture has shown. */
export const isGap = ({ isShown, branches }: Pick<CoveredNode, 'isShown' | 'branches'>): boolean =>
  isShown === false || branches.some((branch) => !branch.isShown);

/** What has gaps, and all it stands in; in the order of the outline. */
export function rowsWithGaps(nodes: readonly CoveredNode[]): readonly CoveredNode[] {
  const kept: CoveredNode[] = [];
  /** Depth above which what comes is around something that was kept. */
  let around = 0;
  for (const node of nodes.toReversed()) {
    if (!isGap(node) && node.depth >= around) continue;
    kept.push(node);
    around = node.depth;
  }
  return kept.toReversed();
}
