import type { ResolvedElement, ResolvedInclude, ResolvedNode } from './flow.ts';

/** A page shown inside another one, where it is shown. */
export interface IncludedPage {
  /** What its names begin with: data is `<id>.<name>`, nodes are `<id>--<node>`. */
  readonly id: string;
  readonly include: ResolvedInclude;
}

/** Pages shown in a tree, and those shown in these. */
export function includedPages(nodes: readonly ResolvedNode[], around = ''): readonly IncludedPage[] {
  return nodes.flatMap((node): readonly IncludedPage[] => {
    if (node.kind === 'text') return [];
    const below = childLists(node).flatMap((list) => includedPages(list, around));
    if (!node.include) return below;
    const id = around + node.id;
    return [{ id, include: node.include }, ...includedPages(node.include.content, `${id}--`), ...below];
  });
}

const childLists = (node: ResolvedElement): readonly (readonly ResolvedNode[])[] => [
  ...Object.values(node.slots),
  node.else,
  node.catch ?? [],
  node.for?.empty ?? [],
  node.lazy?.placeholder ?? [],
];
