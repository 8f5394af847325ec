import type { EmitProps } from '../../components/component.ts';
import type { ElementNode, FormScope, TreeNode } from '../4-optimize/tree.ts';
import { type Behavior, behaviorOf } from './actions.ts';
import { noteInput, noteReadonly } from './closed-inputs.ts';
import { below, hasConstantShape } from './constant-shape.ts';
import { type Emission, mark, push } from './emission.ts';
import { emitGuard, requiredOf } from './emit-guard.ts';
import { formBehavior } from './form-behavior.ts';
import { NodeFacts } from './node-facts.ts';
import { NodeOut } from './out.ts';
import { propInputs } from './prop-inputs.ts';
import { typesOf } from './types-of.ts';

/** Tree → ops of what is inside. */
type EmitNodes = (nodes: readonly TreeNode[], emission: Emission) => void;

/** An element: its built-in's `emit` runs once, inside of what guards and measures it. */
export function emitElement(node: ElementNode, form: FormScope | null, emission: Emission, emitNodes: EmitNodes): void {
  const { component } = node;
  if (!hasConstantShape(node, emission)) return;
  emission.types.add(component.type);
  for (const name of node.classes) emission.componentClasses.add(name);
  mark(node.place, emission);
  const required = requiredOf(node);
  const types = emission.context.measured ? typesOf(node, emission) : none;
  if (emission.context.measured) push(emission, ['enter', types]);
  const guarded = required.length > 0 ? emitGuard(component.type, types, required, emission) : none;
  const props = propInputs(node, required, guarded, emission);
  if (form?.name) noteReadonly(form, emission);
  if (node.field?.kind === 'form') noteInput(node, node.field, emission);
  const behavior = form ? formBehavior(node, form, emission) : behaviorOf(node, emission);
  writeComponent(node, props, form, behavior, emission, emitNodes);
  if (required.length > 0) push(emission, ['end']);
  if (emission.context.measured) push(emission, ['leave']);
}

const none: readonly never[] = [];

/** Code of a built-in that throws takes its own node with it, not the page (E7). */
function writeComponent(
  node: ElementNode,
  props: EmitProps,
  form: FormScope | null,
  behavior: Behavior,
  emission: Emission,
  emitNodes: EmitNodes,
): void {
  const { ops } = emission;
  const before = { count: ops.length, last: ops[ops.length - 1] };
  try {
    const out = new NodeOut(node, behavior, emission, emitNodes);
    node.component.emit(props, out, new NodeFacts(node, form, behavior, emission));
  } catch (error) {
    ops.length = before.count;
    if (before.count > 0) ops[before.count - 1] = before.last!;
    const { type } = node.component;
    const problem = error instanceof Error ? error.message : String(error);
    emission.teller.tell('UI9203', { component: type, problem }, below(node.place, '/type'));
    push(emission, emission.context.measured ? ['fail', type, typesOf(node, emission)] : ['fail', type]);
  }
}
