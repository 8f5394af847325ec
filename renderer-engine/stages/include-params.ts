import type { Json, JsonObject } from '../document/types.ts';
import type { ResolvedElement, ResolvedInclude, ResolvedNode } from './flow.ts';

/** `"${params.status}"` → `status`; null for anything else. What changes there changes in the address of the page. */
export function straightParam(value: Json | undefined): string | null {
  if (typeof value !== 'string') return null;
  return /^\$\{\s*params\.([A-Za-z][A-Za-z0-9_]*)\s*\}$/.exec(value)?.[1] ?? null;
}

/** Params of an included page that its own links and GET forms change: they must be params of the page around it. */
export function changedParams({ unit, content }: ResolvedInclude): ReadonlySet<string> {
  const changed = new Set<string>();
  visit(content, unit.document.id, changed);
  return changed;
}

function visit(nodes: readonly ResolvedNode[], page: string, changed: Set<string>): void {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    if (node.bind?.startsWith('params:')) changed.add(node.bind.slice('params:'.length));
    for (const name of paramProps(node)) changed.add(name);
    for (const value of [node.props, node.on]) ownLinks(value as JsonObject, page, changed);
    for (const [inner, value] of Object.entries((node.include && node.props['params']) ?? {})) {
      const straight = straightParam(value as Json);
      if (straight !== null && changedParams(node.include!).has(inner)) changed.add(straight);
    }
    for (const list of childLists(node)) visit(list, page, changed);
  }
}

/** Values of props that name a param. */
export function paramProps(node: ResolvedElement): readonly string[] {
  if (node.target.kind !== 'core') return [];
  const { props } = node.target.component;
  return Object.keys(props).flatMap((name) => {
    if (props[name]!.context !== 'param') return [];
    const value = node.props[name] ?? defaultParam(node.type);
    return typeof value === 'string' ? [value] : [];
  });
}

/** What a Pagination changes when its author says nothing. */
export const defaultParam = (type: string): string | null => (type === 'Pagination' ? 'page' : null);

/** Links of a page to itself name the params they change. */
function ownLinks(value: Json, page: string, changed: Set<string>): void {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value) && (value as JsonObject)['page'] === page) {
    for (const name of Object.keys(((value as JsonObject)['params'] ?? {}) as JsonObject)) changed.add(name);
  }
  for (const item of Object.values(value)) ownLinks(item as Json, page, changed);
}

const childLists = (node: ResolvedElement): readonly (readonly ResolvedNode[])[] => [
  ...Object.values(node.slots),
  node.else,
  node.catch ?? [],
  node.for?.empty ?? [],
  node.lazy?.placeholder ?? [],
];
