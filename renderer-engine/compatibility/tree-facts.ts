import type { Json, JsonObject } from '../document/types.ts';
import type { ResolvedElement, ResolvedNode } from '../stages/flow.ts';
import type { SlotContract } from './contract.ts';

/** What others may rely on in a tree of nodes. */
export interface TreeFacts {
  readonly nodes: Set<string>;
  readonly targets: Set<string>;
  readonly calls: Set<string>;
  readonly emits: Set<string>;
  readonly slots: Record<string, SlotContract>;
}

/** Gathers the ids, calls, events and open slots of trees; of `views` only calls and events, their ids are private. */
export function treeFacts(root: ResolvedNode | null, views: readonly (ResolvedNode | null)[]): TreeFacts {
  const facts = newFacts();
  if (root) walk(root, facts);
  for (const view of views) {
    if (!view) continue;
    const own = newFacts();
    walk(view, own);
    for (const call of own.calls) facts.calls.add(call);
    for (const event of own.emits) facts.emits.add(event);
  }
  return facts;
}

const newFacts = (): TreeFacts => ({
  nodes: new Set(),
  targets: new Set(),
  calls: new Set(),
  emits: new Set(),
  slots: {},
});

function walk(node: ResolvedNode, facts: TreeFacts): void {
  if (node.kind === 'text') return;
  facts.nodes.add(node.id);
  for (const actions of Object.values(node.on)) actionFacts(actions, facts);
  noteSlot(node, facts);
  for (const list of listsOf(node)) for (const child of list) walk(child, facts);
}

const listsOf = (node: ResolvedElement): readonly (readonly ResolvedNode[])[] => [
  ...Object.values(node.slots),
  node.else,
  node.catch ?? [],
  node.for?.empty ?? [],
];

/** What actions name, those that follow included. */
export function actionFacts(value: Json | undefined, facts: Pick<TreeFacts, 'calls' | 'emits' | 'targets'>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) actionFacts(item as Json, facts);
    return;
  }
  const action = value as JsonObject;
  if (typeof action['call'] === 'string') facts.calls.add(action['call']);
  if (action['do'] === 'emit' && typeof action['event'] === 'string') facts.emits.add(action['event']);
  if (typeof action['target'] === 'string') facts.targets.add(action['target']);
  actionFacts(action['then'], facts);
  for (const list of Object.values((action['catch'] ?? {}) as JsonObject)) actionFacts(list, facts);
}

function noteSlot({ type, props }: ResolvedElement, { slots }: TreeFacts): void {
  const name = props['name'];
  if (type !== 'Slot' || typeof name !== 'string') return;
  const provide = Object.keys((props['provide'] ?? {}) as JsonObject).sort();
  slots[name] = { required: props['required'] === true, min: 0, max: null, accepts: null, provide };
}
