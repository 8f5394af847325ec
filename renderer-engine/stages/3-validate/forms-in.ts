import type { JsonSchema } from '../../document/types.ts';
import type { ResolvedElement, ResolvedNode, ResolvedPage } from '../flow.ts';

/**
 * The Form nodes of a page as tests name them, those inside of components and included pages too, with the schema of
 * what each fills; undefined where it fills none, or which one is known only when it is rendered.
 */
export function formsIn(
  nodes: readonly ResolvedNode[],
  page: Pick<ResolvedPage, 'forms'>,
  into = new Map<string, JsonSchema | undefined>(),
  prefix = '',
): ReadonlyMap<string, JsonSchema | undefined> {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    const { id, type, props, target, include } = node;
    const name = props['form'];
    if (type === 'Form') into.set(prefix + id, typeof name === 'string' ? page.forms[name]?.schema : undefined);
    const inside = `${prefix}${id}--`;
    if (target.kind === 'document' && target.component.view) formsIn([target.component.view], page, into, inside);
    if (include) formsIn(include.content, include.page, into, inside);
    formsIn(childrenOf(node), page, into, prefix);
  }
  return into;
}

const childrenOf = ({ slots, else: otherwise, catch: handler, lazy, for: loop }: ResolvedElement) => [
  ...Object.values(slots).flat(),
  ...otherwise,
  ...(handler ?? []),
  ...(lazy?.placeholder ?? []),
  ...(loop?.empty ?? []),
];
