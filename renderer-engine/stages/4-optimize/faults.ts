import type { ResolvedElement, ResolvedNode, Validated } from '../flow.ts';

/** The node without the parts that validation found wrong, so that the rest of it still shows; null for all of it. */
export function withoutFaults(node: ResolvedNode, faults: Validated['faults']): ResolvedNode | null {
  if (node.kind === 'text') return node;
  const wrong = faults.get(node);
  if (!wrong) return node;
  if (wrong.has('')) return null;
  return [...wrong].reduce(without, node);
}

type Keyword = 'props' | 'let' | 'slots' | 'on' | 'a11y';
const maps = new Set<string>(['props', 'let', 'slots', 'on', 'a11y'] satisfies Keyword[]);

/** `props.text` leaves out one prop; `if` the whole keyword. A wrong `for` leaves out the node: its names are gone. */
function without(node: ResolvedElement, part: string): ResolvedElement {
  const dot = part.indexOf('.');
  const keyword = dot < 0 ? part : part.slice(0, dot);
  if (dot > 0 && maps.has(keyword)) {
    const { [part.slice(dot + 1)]: _, ...rest } = node[keyword as Keyword] as Readonly<Record<string, unknown>>;
    return { ...node, [keyword]: rest };
  }
  const empty: Readonly<Record<string, unknown>> = { props: {}, let: {}, slots: {}, on: {}, a11y: {}, else: [] };
  return keyword in node ? { ...node, [keyword]: empty[keyword] ?? null } : node;
}
