import type { PropDefinition } from '../../components/component.ts';
import { hasKeys, mapValues } from '../../document/map-values.ts';
import type { Json } from '../../document/types.ts';
import type { OptimizerSwitches } from '../../engine.ts';
import type { StageMemory } from '../memory.ts';
import { foldActions } from './actions.ts';
import type { Variable } from './bound.ts';
import { type Bound, known } from './bound.ts';
import { liveBranch } from './dead-branches.ts';
import { type Constants, foldBinding, foldBound } from './fold.ts';
import type { Address, ElementNode, Fill, LazyWait, LetNode, LoopNode, StyleUse, TreeNode } from './tree.ts';
import { type Room, unroll } from './unroll.ts';

export interface Passes extends Pick<OptimizerSwitches, 'fold' | 'removeDeadBranches'> {
  readonly room: Room;
}

/**
 * One walk with all tree passes. What a built-in needs constant (shape props, styles, addresses of unrolled loops) is
 * folded whatever the switches say; they only decide about work that a render could do as well.
 */
export function optimizeNodes(
  nodes: readonly TreeNode[],
  constants: Constants,
  passes: Passes,
  memory: StageMemory | null = null,
): readonly TreeNode[] {
  let changed: TreeNode[] | null = null;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (!memory && node.kind === 'element') {
      const element = optimizeElement(node, constants, passes, memory);
      if (element !== node) changed ??= nodes.slice(0, at);
      changed?.push(element);
      continue;
    }
    const made = optimizeOnce(node, constants, passes, memory);
    // Most nodes stay as they are, and so do lists of them.
    if (!changed && made.length === 1 && made[0] === node) continue;
    changed ??= nodes.slice(0, at);
    for (const one of made) changed.push(one);
  }
  return changed ?? nodes;
}

/** The passes give the same for the same node, as long as no variable around it is known. */
function optimizeOnce(
  node: TreeNode,
  constants: Constants,
  passes: Passes,
  memory: StageMemory | null,
): readonly TreeNode[] {
  const kept = constants.size === 0 ? memory?.optimized.get(node) : undefined;
  if (!memory || !kept) return optimizeNode(node, constants, passes, memory);
  const { room } = passes;
  if (kept.tree && kept.unrolled <= room.left) room.left -= kept.unrolled;
  else {
    const before = room.left;
    kept.tree = optimizeNode(node, constants, passes, memory);
    // With more room it might become something else.
    kept.unrolled = room.refused ? Number.POSITIVE_INFINITY : before - room.left;
    for (const one of kept.tree) memory.ops.set(one, { chunk: kept.chunk, ops: null, reads: null });
  }
  return kept.tree;
}

function optimizeNode(
  node: TreeNode,
  constants: Constants,
  passes: Passes,
  memory: StageMemory | null,
): readonly TreeNode[] {
  if (node.kind === 'element') return [optimizeElement(node, constants, passes, memory)];
  const below = (nodes: readonly TreeNode[]) => optimizeNodes(nodes, constants, passes, memory);
  const fold = (bound: Bound) => (passes.fold ? foldBound(bound, constants) : bound);
  switch (node.kind) {
    case 'text':
      return node.text.kind === 'constant' ? [node] : [{ ...node, text: fold(node.text) }];
    case 'let':
      return optimizeLet(node, constants, passes);
    case 'if': {
      const test = fold(node.test);
      const live = passes.removeDeadBranches ? liveBranch({ ...node, test }) : null;
      return live ? below(live) : [{ ...node, test, body: below(node.body), otherwise: below(node.otherwise) }];
    }
    case 'match': {
      const on = fold(node.on);
      const live = passes.removeDeadBranches ? liveBranch({ ...node, on }) : null;
      if (live) return below(live);
      const cases = Object.entries(node.cases).map(([name, nodes]) => [name, below(nodes)]);
      return [{ ...node, on, cases: Object.fromEntries(cases), otherwise: below(node.otherwise) }];
    }
    case 'loop':
      return optimizeLoop(node, constants, passes);
    case 'boundary':
      return [{ ...node, body: below(node.body), handler: below(node.handler) }];
    case 'guard': {
      const checks = node.checks.filter(({ value }) => {
        const constant = known(foldBound(value, constants));
        return constant === undefined || constant.value === null;
      });
      const body = below(node.body);
      return checks.length === 0
        ? body
        : [{ ...node, checks: checks.map((check) => ({ ...check, value: fold(check.value) })), body }];
    }
    case 'form':
      return [{ ...node, body: below(node.body) }];
    case 'fragment': {
      const address = foldAddress(node.address, constants);
      return [
        { ...node, address, lazy: node.lazy && optimizeWait(node.lazy, constants, passes), body: below(node.body) },
      ];
    }
  }
}

function optimizeLet(node: LetNode, constants: Constants, passes: Passes): readonly TreeNode[] {
  const here = new Map<Variable, Json>(constants);
  const kept: { variable: Variable; value: Bound }[] = [];
  for (const { variable, value } of node.entries) {
    const folded = foldBound(value, here);
    if (folded.kind === 'constant') here.set(variable, folded.value);
    if (folded.kind !== 'constant' || !passes.fold) {
      kept.push({ variable, value: passes.fold ? folded : value });
    }
  }
  const body = optimizeNodes(node.body, here, passes);
  return kept.length === 0 ? body : [{ ...node, entries: kept, body }];
}

function optimizeLoop(node: LoopNode, constants: Constants, passes: Passes): readonly TreeNode[] {
  const each = foldBound(node.each, constants);
  const copies = unroll(node, each, constants, passes.room);
  if (copies) return optimizeNodes(copies, constants, passes);
  return [
    {
      ...node,
      each: passes.fold ? each : node.each,
      keyOf: passes.fold ? foldBound(node.keyOf, constants) : node.keyOf,
      body: optimizeNodes(node.body, constants, passes),
      empty: optimizeNodes(node.empty, constants, passes),
    },
  ];
}

function optimizeElement(
  node: ElementNode,
  constants: Constants,
  passes: Passes,
  memory: StageMemory | null,
): ElementNode {
  const { props, on, accessibility } = foldValues(node, constants, passes);
  const style = foldStyles(node.style, constants);
  const address = foldAddress(node.address, constants);
  const slots = optimizeSlots(node.slots, constants, passes, memory);
  const isSame =
    props === node.props &&
    on === node.on &&
    accessibility === node.accessibility &&
    style === node.style &&
    address === node.address &&
    slots === node.slots;
  return isSame ? node : { ...node, props, on, accessibility, style, address, slots };
}

type Values = Pick<ElementNode, 'props' | 'on' | 'accessibility'>;

/** Most nodes hold nothing to fold. */
function foldValues(node: ElementNode, constants: Constants, passes: Passes): Values {
  if (isConstant(node.props) && !hasKeys(node.on) && isConstant(node.accessibility)) return node;
  const fold = (bound: Bound) => (passes.fold ? foldBound(bound, constants) : bound);
  return {
    props: isConstant(node.props)
      ? node.props
      : mapValues(node.props, (bound, name) =>
          mustBeConstant(node.component.props[name]) ? foldBound(bound, constants) : fold(bound),
        ),
    on: hasKeys(node.on) ? mapValues(node.on, (actions) => foldActions(actions, constants, fold)) : node.on,
    accessibility: isConstant(node.accessibility) ? node.accessibility : mapValues(node.accessibility, fold),
  };
}

function optimizeSlots(
  slots: ElementNode['slots'],
  constants: Constants,
  passes: Passes,
  memory: StageMemory | null,
): ElementNode['slots'] {
  let changed: Record<string, Fill> | null = null;
  for (const name in slots) {
    const fill = slots[name]!;
    const nodes = optimizeNodes(fill.nodes, constants, passes, memory);
    if (nodes === fill.nodes) continue;
    changed ??= { ...slots };
    changed[name] = { ...fill, nodes };
  }
  return changed ?? slots;
}

function optimizeWait(lazy: LazyWait, constants: Constants, passes: Passes): LazyWait {
  const below = (nodes: readonly TreeNode[]) => optimizeNodes(nodes, constants, passes);
  return {
    ...lazy,
    placeholder: below(lazy.placeholder),
    failure: lazy.failure && { ...lazy.failure, handler: below(lazy.failure.handler) },
    style: foldStyles(lazy.style, constants),
  };
}

const foldStyles = (styles: readonly StyleUse[], constants: Constants): readonly StyleUse[] =>
  styles.length === 0 ? styles : styles.map(({ style, self }) => ({ style: foldBound(style, constants), self }));

type Bounds = Readonly<Record<string, Bound>>;

function isConstant(bounds: Bounds): boolean {
  for (const name in bounds) if (bounds[name]!.kind !== 'constant') return false;
  return true;
}

/** Shape props decide which markup is written; tokens, lengths and responsive maps become classes. */
export const mustBeConstant = (prop: PropDefinition | undefined): boolean =>
  prop !== undefined && (prop.shape || prop.responsive || prop.context === 'token' || prop.context === 'css-length');

function foldAddress(address: Address, constants: Constants): Address {
  const { instances, own } = address;
  if (constants.size === 0 || (own.keys.length === 0 && instances.length === 0)) return address;
  const foldStep = (step: Address['own']) => ({
    ...step,
    keys: step.keys.map((key) => (key.kind === 'loop' ? { ...key, key: foldBinding(key.key, constants) } : key)),
  });
  return { instances: instances.map(foldStep), own: foldStep(own) };
}
