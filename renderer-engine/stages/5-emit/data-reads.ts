import { childrenOf } from '../../expressions/children.ts';
import type { Argument } from '../../expressions/index.ts';
import { boundsInActions } from '../4-optimize/actions.ts';
import { type Bound, bindingOf, type Scope } from '../4-optimize/bound.ts';
import { childListsOf } from '../4-optimize/child-lists.ts';
import { roots } from '../4-optimize/scopes.ts';
import type { TreeNode } from '../4-optimize/tree.ts';
import type { StageMemory } from '../memory.ts';

/**
 * Names of data that a subtree reads, sorted. What is read inside a boundary belongs to that boundary and not to the
 * nodes around it (language.md 4.6); its handler belongs to what is around it. A lazy node answers for itself.
 */
export function dataReadBy(
  nodes: readonly TreeNode[],
  all: readonly string[],
  memory: StageMemory | null,
): readonly string[] {
  if (all.length === 0) return [];
  const reads = new Set<string>();
  collectFromNodes(nodes, { reads, all, memory });
  return [...reads].sort();
}

interface Reading {
  readonly reads: Set<string>;
  readonly all: readonly string[];
  readonly memory: StageMemory | null;
}

function collectFromNode(node: TreeNode, reading: Reading): void {
  const { reads, all, memory } = reading;
  const kept = memory?.ops.get(node);
  if (!kept) {
    collectWithin(node, reading);
    return;
  }
  if (kept.reads === null) {
    const own = new Set<string>();
    collectWithin(node, { reads: own, all, memory });
    kept.reads = [...own];
  }
  for (const name of kept.reads) reads.add(name);
}

function collectWithin(node: TreeNode, reading: Reading): void {
  collectOwn(node, reading.reads, reading.all);
  if (node.kind === 'element') for (const name in node.slots) collectFromNodes(node.slots[name]!.nodes, reading);
  else if (node.kind === 'boundary') collectFromNodes(node.handler, reading);
  else if (node.kind === 'fragment' && node.lazy) collectFromNodes(node.lazy.placeholder, reading);
  else for (const children of childListsOf(node)) collectFromNodes(children, reading);
}

function collectFromNodes(nodes: readonly TreeNode[], reading: Reading): void {
  for (const node of nodes) collectFromNode(node, reading);
}

function collectOwn(node: TreeNode, reads: Set<string>, all: readonly string[]): void {
  switch (node.kind) {
    case 'text':
      collect(node.text, reads, all);
      break;
    case 'element':
      collectAll(node.props, reads, all);
      collectAll(node.accessibility, reads, all);
      for (const trigger in node.on) for (const bound of boundsInActions(node.on[trigger]!)) collect(bound, reads, all);
      break;
    case 'let':
      for (const { value } of node.entries) collect(value, reads, all);
      break;
    case 'if':
      collect(node.test, reads, all);
      break;
    case 'match':
      collect(node.on, reads, all);
      break;
    case 'loop':
      collect(node.each, reads, all);
      collect(node.keyOf, reads, all);
      break;
    case 'guard':
      for (const { value } of node.checks) collect(value, reads, all);
      break;
    case 'boundary':
    case 'form':
    case 'fragment':
  }
}

function collectAll(bounds: Readonly<Record<string, Bound>>, reads: Set<string>, all: readonly string[]): void {
  for (const name in bounds) if (bounds[name]!.kind !== 'constant') collect(bounds[name]!, reads, all);
}

export function dataReadIn(bound: Bound, all: readonly string[]): readonly string[] {
  const reads = new Set<string>();
  collect(bound, reads, all);
  return [...reads].sort();
}

function collect(bound: Bound, reads: Set<string>, all: readonly string[]): void {
  if (bound.kind === 'list') for (const item of bound.items) collect(item, reads, all);
  else if (bound.kind === 'map') for (const item of Object.values(bound.entries)) collect(item, reads, all);
  else if (bound.kind === 'template') {
    for (const part of bound.template.parts) {
      if (typeof part !== 'string' && part.ast) collectFrom(part.ast, bound.scope, reads, all);
    }
  }
}

function collectFrom(ast: Argument, scope: Scope, reads: Set<string>, all: readonly string[]): void {
  const isData = (part: Argument) => part.kind === 'name' && namesData(part.name, scope);
  if (ast.kind === 'member' && isData(ast.object)) reads.add(ast.name);
  else if (isData(ast)) for (const name of all) reads.add(name);
  else if (ast.kind === 'name') {
    const binding = bindingOf(ast.name, scope);
    if (binding.kind === 'alias') collect(binding.bound, reads, all);
  } else for (const child of childrenOf(ast)) collectFrom(child, scope, reads, all);
}

function namesData(name: string, scope: Scope): boolean {
  const binding = bindingOf(name, scope);
  return binding.kind === 'variable' && binding.variable === roots.data;
}
