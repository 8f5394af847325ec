import { hasKeys } from '../../document/map-values.ts';
import type { Json } from '../../document/types.ts';
import { readNames } from '../../expressions/index.ts';
import type { ResolvedElement, ResolvedLazy, ResolvedNode } from '../flow.ts';
import { type Binding, type Bound, bindValue, constant, type Scope, type Variable, within } from './bound.ts';
import { expandElement } from './expand-element.ts';
import { expandInclude } from './expand-include.ts';
import { classNameOf, expandInstance } from './expand-instance.ts';
import { expandSlot } from './expand-slot.ts';
import { type Expansion, isPlainly, placeOf, plainly } from './expansion.ts';
import { withoutFaults } from './faults.ts';
import { keepTree, keptTree } from './kept-trees.ts';
import { keptValue } from './kept-value.ts';
import { scopeOfKey, variableBinding, writtenBy } from './scopes.ts';
import type { FragmentNode, LazyWait, LetNode, TreeNode } from './tree.ts';

/** Resolved nodes → tree: keywords become nodes of their own, instances and slots are replaced by what they stand for. */
export function expandNodes(nodes: readonly ResolvedNode[], at: Expansion): readonly TreeNode[] {
  const tree: TreeNode[] = [];
  for (const node of nodes) for (const one of expandNode(node, at)) tree.push(one);
  return tree;
}

function expandNode(written: ResolvedNode, at: Expansion): readonly TreeNode[] {
  const kept = keptTree(written, at);
  if (kept) return kept;
  const [{ nodes }, { calls }] = [at.budget, at.teller];
  const tree = expandFresh(written, at);
  if (at.memory && at.teller.calls === calls) keepTree(written, { tree, nodes: at.budget.nodes - nodes }, at);
  return tree;
}

function expandFresh(written: ResolvedNode, at: Expansion): readonly TreeNode[] {
  const node = withoutFaults(written, at.faults);
  if (node === null) return [];
  const own = ownExpansion(written, at);
  if (node.kind === 'text') {
    return [{ kind: 'text', text: bindValue(node.text, own.scope), place: placeOf(node, at) }];
  }
  return countsAgainstLimits(node, own) ? expandBoundary(node, own) : [];
}

/** What the node itself sees; that of its neighbors, when nothing makes it differ. */
function ownExpansion(written: ResolvedNode, at: Expansion): Expansion {
  const scope = writtenBy(at.scope, written.origin.unit);
  const isViewRoot = at.view?.root === written;
  const isPageRoot = at.pageRoot === written;
  if (!isViewRoot && !isPageRoot && scope === at.scope && isPlainly(at)) return at;
  const { classes, styles, accessibility, triggers } = isViewRoot ? at : plainly;
  return { ...at, classes, styles, accessibility, triggers, scope, isViewRoot, isPageRoot, ownCatch: null };
}

function countsAgainstLimits(node: ResolvedElement, at: Expansion): boolean {
  const { budget, limits } = at;
  budget.nodes += 1;
  const exceeded =
    budget.nodes > limits.nodesExpanded
      ? (['the number of nodes after expansion', budget.nodes, limits.nodesExpanded] as const)
      : at.instances.length > limits.instanceDepth
        ? (['the depth of component instances', at.instances.length, limits.instanceDepth] as const)
        : null;
  if (!exceeded) return true;
  if (!budget.reported) {
    const [limit, value, most] = exceeded;
    at.teller.tell('UI9001', { limit, value, most }, { origin: node.origin, node: node.id });
    budget.reported = true;
  }
  return false;
}

function expandBoundary(node: ResolvedElement, at: Expansion): readonly TreeNode[] {
  if (node.catch === null) return expandLoop(node, at);
  const error: Variable = { name: 'error' };
  const scope = within(at.scope, [['error', variableBinding(error)]]);
  const handler = expandNodes(node.catch, { ...at, scope });
  const ownCatch = at.isPageRoot ? null : { error, handler };
  return [
    {
      kind: 'boundary',
      error,
      body: expandLoop(node, { ...at, ownCatch }),
      handler,
      root: at.isPageRoot,
      place: placeOf(node, at),
    },
  ];
}

function expandLoop(node: ResolvedElement, at: Expansion): readonly TreeNode[] {
  if (!node.for) return expandLet(node, at);
  const item: Variable = { name: node.for.as };
  const index: Variable = { name: node.for.index ?? 'index' };
  const key: Variable = { name: 'key' };
  const names: [string, Binding][] = [[node.for.as, variableBinding(item)]];
  if (node.for.index !== null) names.push([node.for.index, variableBinding(index)]);
  const scope = within(at.scope, names);
  const keys = [...at.keys, { kind: 'loop', loop: node.for, key: variableBinding(key) } as const];
  return [
    {
      kind: 'loop',
      each: bindValue(node.for.each, at.scope),
      item,
      index,
      key,
      keyOf: bindValue(node.for.key, scope),
      limit: node.for.limit,
      body: expandLet(node, { ...at, scope, keys }),
      empty: expandNodes(node.for.empty, at),
      place: placeOf(node, at),
    },
  ];
}

function expandLet(node: ResolvedElement, at: Expansion): readonly TreeNode[] {
  if (!hasKeys(node.let)) return expandIf(node, at);
  const values = Object.entries(node.let);
  const variables = new Map(values.map(([name]) => [name, { name }]));
  const scope = within(
    at.scope,
    [...variables].map(([name, variable]) => [name, variableBinding(variable)]),
  );
  const entries = inOrderOfUse(node, values, scope).map(([name, value]) => ({ variable: variables.get(name)!, value }));
  return [{ kind: 'let', entries, body: expandIf(node, { ...at, scope }) } satisfies LetNode];
}

/** `let` entries may use each other in any order; a cycle was reported by validation and gives null. */
function inOrderOfUse(
  node: ResolvedElement,
  values: readonly (readonly [string, Json])[],
  scope: Scope,
): readonly [string, Bound][] {
  const bounds = new Map(
    values.map(([name, value]) => [name, bindValue(value, scopeOfKey(node, `let.${name}`, scope))]),
  );
  const done = new Map<string, Bound>();
  const visit = (name: string, path: readonly string[]) => {
    if (done.has(name)) return;
    const bound = bounds.get(name)!;
    const uses = namesIn(bound).filter((used) => bounds.has(used));
    const cyclic = uses.some((used) => used === name || path.includes(used));
    if (!cyclic) for (const used of uses) visit(used, [...path, name]);
    done.set(name, cyclic ? constant(null) : bound);
  };
  for (const name of bounds.keys()) visit(name, []);
  return [...done];
}

function namesIn(bound: Bound): readonly string[] {
  if (bound.kind === 'template') return readNames(bound.template);
  if (bound.kind === 'list') return bound.items.flatMap(namesIn);
  return bound.kind === 'map' ? Object.values(bound.entries).flatMap(namesIn) : [];
}

function expandIf(node: ResolvedElement, at: Expansion): readonly TreeNode[] {
  const body = asFragment(node, at, expandType(node, at));
  if (node.if === null) return body;
  const test = bindValue(node.if, scopeOfKey(node, 'if', at.scope));
  const otherwise = [...expandNodes(node.else, at), ...keptValue(node, at, expandNodes)];
  return [{ kind: 'if', test, body, otherwise, place: placeOf(node, at) }];
}

/** A lazy node, or one that a server action asks for again (language.md 4.4). */
function asFragment(node: ResolvedElement, at: Expansion, body: readonly TreeNode[]): readonly TreeNode[] {
  if (!node.lazy && !at.targets.has(node.id)) return body;
  const address = { instances: at.instances, own: { id: node.id, keys: at.keys } };
  const lazy = node.lazy && lazyWait(node, node.lazy, at);
  return [
    {
      kind: 'fragment',
      address,
      guarded: at.ownCatch !== null,
      lazy,
      body,
      place: placeOf(node, at),
      ...(at.targets.has(node.id) && { asked: true as const }),
    } satisfies FragmentNode,
  ];
}

function lazyWait(node: ResolvedElement, { placeholder, ...lazy }: ResolvedLazy, at: Expansion): LazyWait {
  const self = node.target.kind === 'document' ? classNameOf(node.target.component) : (at.view?.className ?? null);
  const own = node.style ? [{ style: bindValue(node.style, at.scope), self }] : [];
  const plain = { ...at, classes: [], styles: [], accessibility: {} };
  return { ...lazy, placeholder: expandNodes(placeholder, plain), failure: at.ownCatch, style: [...own, ...at.styles] };
}

function expandType(node: ResolvedElement, at: Expansion): readonly TreeNode[] {
  if (node.target.kind === 'document') return expandInstance(node, node.target.component, at, expandNodes);
  switch (node.target.component.type) {
    case 'Fragment':
    case 'Boundary':
      return expandNodes(node.slots['default'] ?? [], { ...at, classes: [] });
    case 'Include':
      return expandInclude(node, at, expandNodes);
    case 'Slot':
      return expandSlot(node, at, expandNodes);
    case 'Match':
      return [expandMatch(node, at)];
    default:
      return [expandElement(node, node.target.component, at, expandNodes)];
  }
}

function expandMatch(node: ResolvedElement, at: Expansion): TreeNode {
  const cases = Object.entries(node.slots).filter(([name]) => name !== 'default');
  return {
    kind: 'match',
    on: bindValue(node.props['on'] ?? null, at.scope),
    cases: Object.fromEntries(cases.map(([name, nodes]) => [name, expandNodes(nodes, at)])),
    otherwise: expandNodes(node.slots['default'] ?? [], at),
    place: placeOf(node, at),
  };
}
