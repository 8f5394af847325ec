import type { TreeNode } from '../4-optimize/tree.ts';
import { holdsAny } from '../memory.ts';
import type { Emission, MetChunk } from './emission.ts';
import type { KeptOps } from './settle.ts';

type Emit = (node: TreeNode, emission: Emission) => void;

/** Larger chunks are kept in parts, so that an edit in one of them costs little. */
const mostNodes = 64;

/** Writes a node as it was written in the last compilation, or keeps what is written now. */
export function emitOnce(node: TreeNode, emission: Emission, emit: Emit): void {
  // What its parent hands to it is not kept.
  const known = emission.keeping || emission.handed ? null : emission.memory?.ops.get(node);
  const isSmall = known && known.chunk.nodes <= mostNodes && !holdsAny(known.chunk, emission.targets.wanted);
  if (!isSmall || emission.met.get(node) === plainly) emitPlainly(node, emission, emit);
  else if (known.ops && fits(known.ops, emission)) {
    emission.frame.next += known.ops.slots.to - known.ops.slots.from;
    take(node, known.ops, emission);
  } else {
    const told = emission.teller.calls;
    const written = write(node, emission, emit);
    known.ops = emission.teller.calls === told ? written : null;
    take(node, written, emission);
  }
}

/** How a chunk was met that is written among other nodes. */
const plainly: MetChunk = { base: 0, places: [] };

/** A built-in may write a fill twice. The second time, all nodes have the numbers that the first time gave them. */
function emitPlainly(node: TreeNode, emission: Emission, emit: Emit): void {
  const before = emission.met.get(node);
  before?.places.forEach((place, at) => {
    emission.nodes.set(place, before.base + at);
  });
  if (!before && emission.memory?.ops.has(node)) emission.met.set(node, plainly);
  emit(node, before ? { ...emission, memory: null } : emission);
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
    met: new Map(),
  };
  const fragments = emission.fragments.length;
  emit(node, own);
  if (emission.fragments.length > fragments) throw new Error('A chunk holds no fragments.');
  return {
    ops: own.ops,
    forms: new Map(),
    numbered: null,
    places: [...own.nodes.keys()],
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

function take(node: TreeNode, kept: KeptOps, emission: Emission): void {
  const before = emission.met.get(node);
  const base = before?.base ?? emission.listed.length;
  emission.ops.push({ kept, base });
  if (!before) {
    emission.met.set(node, { base, places: kept.places });
    for (const one of kept.nodes) emission.listed.push(one);
  }
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
