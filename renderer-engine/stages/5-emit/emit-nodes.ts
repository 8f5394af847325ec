import { text } from '../../html/writer.ts';
import type {
  BoundaryNode,
  FormScopeNode,
  LetNode,
  LoopNode,
  MatchNode,
  TextNode,
  TreeNode,
} from '../4-optimize/tree.ts';
import { onlyRead } from './closed-inputs.ts';
import { dataReadBy } from './data-reads.ts';
import { type Emission, mark, push, slotOf } from './emission.ts';
import { emitElement } from './emit-element.ts';
import { emitGuard } from './emit-guard.ts';
import { emitFragment, emitHandler } from './fragment.ts';
import { emitOnce } from './kept-ops.ts';
import { codeOf } from './lower.ts';
import { type OpenLoop, withoutKey } from './trace.ts';

/** Tree → ops. Control flow becomes blocks; each built-in's `emit` runs once and writes chunks and holes. */
export function emitNodes(nodes: readonly TreeNode[], emission: Emission): void {
  for (const node of nodes) emitOnce(node, emission, emitNode);
}

function emitNode(node: TreeNode, emission: Emission): void {
  switch (node.kind) {
    case 'text':
      emitText(node, emission);
      break;
    case 'element':
      emitElement(node, null, emission, emitNodes);
      break;
    case 'let':
      emitLet(node, emission);
      break;
    case 'if':
      mark(node.place, emission);
      push(emission, ['if', codeOf(node.test, emission)]);
      emitNodes(node.body, emission);
      endWith('else', node.otherwise, emission);
      break;
    case 'match':
      emitMatch(node, emission);
      break;
    case 'loop':
      emitLoop(node, emission);
      break;
    case 'boundary':
      emitBoundary(node, emission);
      break;
    case 'guard':
      mark(node.place, emission);
      emitGuard(node.component, [node.id], node.checks, emission);
      emitNodes(node.body, emission);
      push(emission, ['end']);
      break;
    case 'form':
      emitForm(node, emission);
      break;
    case 'fragment':
      emitFragment(node, emission, emitNodes);
  }
}

function emitText({ text: bound, place }: TextNode, emission: Emission): void {
  if (bound.kind === 'constant') push(emission, text(bound.value));
  else {
    mark(place, emission);
    push(emission, ['text', codeOf(bound, emission)]);
  }
}

function emitLet({ entries, body }: LetNode, emission: Emission): void {
  for (const { variable, value } of entries) {
    push(emission, ['set', slotOf(emission, variable), codeOf(value, emission)]);
  }
  emitNodes(body, emission);
}

function emitMatch({ on, cases, otherwise, place }: MatchNode, emission: Emission): void {
  mark(place, emission);
  push(emission, ['switch', codeOf(on, emission)]);
  for (const [name, nodes] of Object.entries(cases)) {
    push(emission, ['case', name]);
    emitNodes(nodes, emission);
  }
  endWith('default', otherwise, emission);
}

function emitForm({ form, variable, body }: FormScopeNode, emission: Emission): void {
  mark(form.place, emission);
  push(emission, ['form', slotOf(emission, variable), form.node, form.name]);
  for (const node of body) {
    if (node.kind !== 'element') continue;
    emission.readonly.set(form.node, onlyRead(node, emission));
    emitElement(node, form, emission, emitNodes);
  }
}

function endWith(word: 'else' | 'default', nodes: readonly TreeNode[], emission: Emission): void {
  if (nodes.length > 0) {
    push(emission, [word]);
    emitNodes(nodes, emission);
  }
  push(emission, ['end']);
}

function emitLoop(node: LoopNode, emission: Emission): void {
  mark(node.place, emission);
  const item = slotOf(emission, node.item);
  const index = slotOf(emission, node.index);
  const key = slotOf(emission, node.key);
  const loop: OpenLoop = { item, index, key, keyOf: codeOf(node.keyOf, emission), limit: node.limit };
  push(emission, ['each', codeOf(node.each, emission), loop]);
  emitNodes(node.body, emission);
  if (!emission.usedKeys.has(node.key)) withoutKey(loop, emission);
  endWith('else', node.empty, emission);
}

function emitBoundary(node: BoundaryNode, emission: Emission): void {
  // The root's boundary is written by the page itself, around everything.
  if (node.root) {
    emitNodes(node.body, emission);
    return;
  }
  mark(node.place, emission);
  push(emission, ['try', slotOf(emission, node.error), dataReadBy(node.body, emission.context.data, emission.memory)]);
  emitNodes(node.body, emission);
  push(emission, ['catch']);
  emitHandler(node, emission, emitNodes);
  push(emission, ['end']);
}
