import type { EmitProps, Input, PropDefinition } from '../../components/component.ts';
import type { Json } from '../../document/types.ts';
import type { Template } from '../../expressions/index.ts';
import { text } from '../../html/writer.ts';
import type { Code } from '../../program.ts';
import type { Bound } from '../4-optimize/bound.ts';
import { mustBeConstant } from '../4-optimize/optimize-nodes.ts';
import type {
  BoundaryNode,
  ElementNode,
  FormScope,
  FormScopeNode,
  LetNode,
  LoopNode,
  MatchNode,
  Place,
  TextNode,
  TreeNode,
} from '../4-optimize/tree.ts';
import { type Behavior, behaviorOf } from './actions.ts';
import { noteInput, noteReadonly, onlyRead } from './closed-inputs.ts';
import { dataReadBy } from './data-reads.ts';
import { type Emission, mark, newSlot, push, slotOf } from './emission.ts';
import { formBehavior } from './form-behavior.ts';
import { emitFragment, emitHandler } from './fragment.ts';
import { emitOnce } from './kept-ops.ts';
import { codeOf, constantInput, inputOf } from './lower.ts';
import { NodeFacts } from './node-facts.ts';
import { NodeOut } from './out.ts';
import { typesOf } from './types-of.ts';

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
      emitElement(node, null, emission);
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
    emitElement(node, form, emission);
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
  const loop = { item, index, key: key as number | null, keyOf: codeOf(node.keyOf, emission), limit: node.limit };
  push(emission, ['each', codeOf(node.each, emission), loop]);
  emitNodes(node.body, emission);
  if (!emission.usedKeys.has(node.key)) loop.key = null;
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

/** The values go into slots first, so that each is computed once. */
function emitGuard(
  component: string,
  types: readonly string[],
  checks: readonly { readonly prop: string; readonly value: Bound }[],
  emission: Emission,
): readonly Code[] {
  const slots = checks.map(({ prop, value }) => {
    const code = codeOf(value, emission);
    if (Array.isArray(code) && code[0] === 'slot') return [prop, code[1] as number] as const;
    const slot = newSlot(emission);
    push(emission, ['set', slot, code]);
    return [prop, slot] as const;
  });
  push(emission, emission.context.measured ? ['guard', component, slots, types] : ['guard', component, slots]);
  return slots.map(([, slot]) => ['slot', slot]);
}

function emitElement(node: ElementNode, form: FormScope | null, emission: Emission): void {
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
  writeComponent(node, props, form, behavior, emission);
  if (required.length > 0) push(emission, ['end']);
  if (emission.context.measured) push(emission, ['leave']);
}

const none: readonly never[] = [];

/** Props as `emit` sees them; guarded ones are read from their slots. Constants are inputs as they are. */
function propInputs(
  { component, props }: ElementNode,
  required: readonly Required[],
  guarded: readonly Code[],
  emission: Emission,
): EmitProps {
  let inputs: Record<string, Input> | null = null;
  for (const prop in props) {
    const bound = props[prop]!;
    if (bound.kind === 'constant') continue;
    inputs ??= { ...(props as EmitProps) };
    const at = bound.kind === 'template' ? required.findIndex((one) => one.prop === prop) : -1;
    inputs[prop] = at >= 0 ? hole(guarded[at]!) : propInput(component.props[prop], bound, emission);
  }
  return inputs ?? (props as EmitProps);
}

/** Code of a built-in that throws takes its own node with it, not the page (E7). */
function writeComponent(
  node: ElementNode,
  props: EmitProps,
  form: FormScope | null,
  behavior: Behavior,
  emission: Emission,
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

interface Required {
  readonly prop: string;
  readonly value: Bound;
}

/** Required props of which only a render knows whether they are there. */
function requiredOf({ props, component }: ElementNode): readonly Required[] {
  let required: Required[] | null = null;
  for (const prop in props) {
    const value = props[prop]!;
    if (!mayBeNull(value) || !isGuarded(component.props[prop])) continue;
    required ??= [];
    required.push({ prop, value });
  }
  return required ?? none;
}

const hole = (code: Code): Input => ({ constant: false, code });

/** A template for `Out.template` is no value yet, and shape props are constant. */
const isGuarded = (prop: PropDefinition | undefined): boolean =>
  (prop?.required ?? false) && !prop?.scope && !prop?.shape;

/** Text around holes and a message are never null; a missing required prop always is. */
const mayBeNull = (bound: Bound): boolean =>
  bound.kind === 'constant'
    ? bound.value === null
    : bound.kind === 'template' && bound.template.whole && !isKnownMessage(bound.template);

/** `t('key')`, and as arguments a map written in place: a missing one is shown by its key. */
function isKnownMessage({ parts: [only] }: Template): boolean {
  const call = typeof only === 'object' ? only.ast : null;
  if (call?.kind !== 'call' || call.name !== 't' || call.args.length > 2) return false;
  const [key, values] = call.args;
  return key?.kind === 'literal' && typeof key.value === 'string' && (values === undefined || values.kind === 'map');
}

/** Open parts of shape props and of props with `scope` become tokens for `Out.template`. */
function propInput(definition: PropDefinition | undefined, bound: Bound, emission: Emission): Input {
  const isLaidOut = definition?.shape || definition?.scope || (definition?.entries && bound.kind === 'list');
  return isLaidOut ? constantInput(withTokens(bound, emission)) : inputOf(bound, emission);
}

function withTokens(bound: Bound, emission: Emission): Json {
  switch (bound.kind) {
    case 'constant':
      return bound.value;
    case 'list':
      return bound.items.map((item) => withTokens(item, emission));
    case 'map':
      return Object.fromEntries(Object.entries(bound.entries).map(([key, item]) => [key, withTokens(item, emission)]));
    case 'template': {
      const token = {};
      emission.tokens.set(token, bound);
      return token;
    }
  }
}

/** UI2013 at the node; without a shape there is nothing to write. */
function hasConstantShape(node: ElementNode, emission: Emission): boolean {
  let isConstant = true;
  for (const prop in node.props) {
    const definition = node.component.props[prop];
    if (!isOpenShape(definition, node.props[prop]!)) continue;
    emission.teller.tell('UI2013', { component: node.component.type, prop }, below(node.place, `/props/${prop}`));
    if (definition?.shape) isConstant = false;
  }
  for (const { style } of node.style) {
    if (style.kind === 'constant') continue;
    emission.teller.tell('UI6104', { property: openProperty(style) }, below(node.place, '/style'));
  }
  return isConstant;
}

/** A responsive choice is an attribute, which may be open; only a map of them becomes a class. */
function isOpenShape(prop: PropDefinition | undefined, bound: Bound): boolean {
  if (bound.kind === 'constant' || !mustBeConstant(prop)) return false;
  const isChoice = prop?.responsive && !prop.shape && prop.context === 'text';
  return isChoice ? bound.kind === 'map' : bound.kind === 'template';
}

const below = ({ id, origin }: Place, path: string) => ({
  origin: { unit: origin.unit, pointer: origin.pointer + path },
  node: id,
});

const openProperty = (style: Bound): string =>
  style.kind === 'map'
    ? (Object.entries(style.entries).find(([, value]) => value.kind !== 'constant')?.[0] ?? 'style')
    : 'style';
