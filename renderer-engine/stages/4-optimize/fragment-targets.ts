import { hasKeys } from '../../document/map-values.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { ResolvedElement, ResolvedNode } from '../flow.ts';
import { gather } from '../gather.ts';
import type { StageMemory } from '../memory.ts';

/**
 * Ids that a server action of this tree asks for again: targets of `refresh` and `request`, and every Form that posts,
 * which comes back with its messages when it is refused (language.md 4.3, 4.4).
 */
export function fragmentTargets(
  root: ResolvedNode | null,
  more: Json = null,
  memory: StageMemory | null = null,
): ReadonlySet<string> {
  const search = { own: targetsOf, below: childLists, kept: memory?.targets ?? null };
  const found = new Set<string>(root?.kind === 'element' ? gather(root, search) : none);
  collectTargets(more, found);
  return found;
}

function targetsOf({ id, type, props, on }: ResolvedElement): readonly string[] {
  const isForm = type === 'Form' && typeof props['form'] === 'string';
  if (!isForm && !hasKeys(on)) return none;
  const found = new Set<string>(isForm ? [id] : none);
  collectTargets(on as JsonObject, found);
  return [...found];
}

const none: readonly string[] = [];

function childLists(node: ResolvedElement): readonly (readonly ResolvedNode[])[] {
  const { slots, else: otherwise, catch: handler, for: loop, lazy } = node;
  const lists = Object.values(slots);
  if (otherwise.length > 0) lists.push(otherwise);
  if (handler) lists.push(handler);
  if (loop) lists.push(loop.empty);
  if (lazy) lists.push(lazy.placeholder);
  return lists;
}

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
