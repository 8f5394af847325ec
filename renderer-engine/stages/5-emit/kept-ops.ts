import type { TreeNode } from '../4-optimize/tree.ts';
import { holdsAny } from '../memory.ts';
import type { Emission } from './emission.ts';
import type { KeptOps } from './settle.ts';

type Emit = (node: TreeNode, emission: Emission) => void;

/** Larger chunks are kept in parts, so that an edit in one of them costs little. */
const mostNodes = 64;

/** Writes a node as it was written in the last compilation, or keeps what is written now. */
export function emitOnce(node: TreeNode, emission: Emission, emit: Emit): void {
  // What its parent hands to it is not kept.
  const known = emission.keeping || emission.handed ? null : emission.memory?.ops.get(node);
  if (!known || known.chunk.nodes > mostNodes || holdsAny(known.chunk, emission.targets.wanted)) emit(node, emission);
  else if (known.ops && fits(known.ops, emission)) {
    emission.frame.next += known.ops.slots.to - known.ops.slots.from;
    take(known.ops, emission);
  } else {
    const told = emission.teller.calls;
    const written = write(node, emission, emit);
    known.ops = emission.teller.calls === told ? written : null;
    take(written, emission);
  }
}

const fits = ({ slots: { from, to }, paging }: KeptOps, emission: Emission): boolean =>
  (from === to || from === emission.frame.next) && paging === pagingOf(emission);

const pagingOf = ({ targets }: Emission): string => [...targets.paging].join();

function write(node: TreeNode, emission: Emission, emit: Emit): KeptOps {
  const from = emission.frame.next;
  const own: Emission = {
    ...emission,
    keeping: true,
    ops: [],
    types: new Set(),
    actions: [],
    scripts: new Set(),
    needs: { actForm: false },
    classes: new Map(),
    classNames: new Map(),
    messages: new Map(),
    nodes: new Map(),
    listed: [],
  };
  const fragments = emission.fragments.length;
  emit(node, own);
  if (emission.fragments.length > fragments) throw new Error('A chunk holds no fragments.');
  return {
    ops: own.ops,
    forms: new Map(),
    numbered: null,
    nodes: own.listed,
    slots: { from, to: emission.frame.next },
    paging: pagingOf(emission),
    types: own.types,
    actions: own.actions,
    scripts: own.scripts,
    needs: own.needs,
    classes: own.classes,
    messages: own.messages,
  };
}

function take(kept: KeptOps, emission: Emission): void {
  emission.ops.push({ kept, base: emission.listed.length });
  for (const node of kept.nodes) emission.listed.push(node);
  for (const type of kept.types) emission.types.add(type);
  emission.actions.push(...kept.actions);
  for (const script of kept.scripts) emission.scripts.add(script);
  if (kept.needs.actForm) emission.needs.actForm = true;
  for (const [name, style] of kept.classes) emission.classes.set(name, style);
  for (const [owner, keys] of kept.messages) {
    const all = emission.messages.get(owner) ?? new Set<string>();
    if (keys !== 'all' && all !== 'all') for (const key of keys) all.add(key);
    emission.messages.set(owner, keys === 'all' ? keys : all);
  }
}
