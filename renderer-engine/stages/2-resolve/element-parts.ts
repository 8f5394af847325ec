import { milliseconds } from '../../document/duration.ts';
import { step } from '../../document/pointer.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { Origin, ResolvedElement, ResolvedLazy, ResolvedLoop, ResolvedNode } from '../flow.ts';
import { resolveActions } from './actions.ts';
import type { References } from './references.ts';

/** Builds the nodes of a list that was written at `origin`. */
export type NodesAt = (list: Json | undefined, origin: Origin) => readonly ResolvedNode[];

/** `children` and `slots` of a node as one. */
export function slotsOf(node: JsonObject, origin: Origin, nodesAt: NodesAt): ResolvedElement['slots'] {
  const { unit, pointer } = origin;
  const children = node['children'];
  const slots = node['slots'] as JsonObject | undefined;
  if (children === undefined && slots === undefined) return nothing;
  const result: Record<string, readonly ResolvedNode[]> = {};
  if (children !== undefined) result['default'] = nodesAt(children, { unit, pointer: `${pointer}/children` });
  for (const name in slots) {
    result[name] = nodesAt(slots[name], { unit, pointer: step(`${pointer}/slots`, name) });
  }
  return result;
}

/** `for` of a node. */
export function loopOf(loop: JsonObject, origin: Origin, nodesAt: NodesAt): ResolvedLoop {
  return {
    each: loop['each'] as string,
    as: loop['as'] as string,
    index: (loop['index'] as string | undefined) ?? null,
    key: loop['key'] as string,
    limit: (loop['limit'] as number | undefined) ?? null,
    empty: nodesAt(loop['empty'], { unit: origin.unit, pointer: `${origin.pointer}/empty` }),
  };
}

/** `lazy` of a node. */
export function lazyOf(lazy: JsonObject, origin: Origin, nodesAt: NodesAt): ResolvedLazy {
  return {
    when: String(lazy['when']),
    mode: lazy['mode'] === 'stream' ? 'stream' : 'request',
    placeholder: nodesAt(lazy['placeholder'], { unit: origin.unit, pointer: `${origin.pointer}/placeholder` }),
    timeout: milliseconds(lazy['timeout'] as string | undefined),
  };
}

/** `on` of a node, its references followed. */
export function handlersOf(
  on: JsonObject | undefined,
  originOf: (key: string) => Origin,
  references: References,
): ResolvedElement['on'] {
  if (!on) return nothing;
  const result: Record<string, Json> = {};
  for (const trigger in on) {
    const actions = resolveActions(on[trigger]!, originOf(`on.${trigger}`), references);
    if (actions !== undefined) result[trigger] = actions;
  }
  return result;
}

/** No entries; shared, so that most nodes need no objects of their own. */
export const nothing: Readonly<Record<string, never>> = {};
