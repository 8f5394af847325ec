import type { Input } from '../../components/component.ts';
import type { Json } from '../../document/types.ts';
import type { Template } from '../../expressions/index.ts';
import { wordsDocument } from '../../messages/index.ts';
import type { Code } from '../../program.ts';
import { asBinding, type Binding, type Bound, constant, express, type Variable } from '../4-optimize/bound.ts';
import { foldBound } from '../4-optimize/fold.ts';
import { variableBinding } from '../4-optimize/scopes.ts';
import type { ElementNode, TreeNode } from '../4-optimize/tree.ts';
import type { Emission } from './emission.ts';
import { codeOf, codeOfInput, inExpression, inputOf } from './lower.ts';
import { visitTree } from './scan-tree.ts';

/** What components make of values: `Out.template` and `Out.compute`. */

/** Expressions of the engine itself: its own words, no aliases. */
export const engineScope = {
  names: new Map<string, Binding>(),
  owner: wordsDocument,
  aliasOf: (alias: string) => alias,
};

/** A template of an author, with what its extra names stand for at this node. */
export function template(
  value: Json,
  names: Readonly<Record<string, Input>>,
  { locals }: ElementNode,
  emission: Emission,
): Input {
  const bound = openTokens(value, emission);
  for (const name in names) {
    const variable = locals[name];
    if (variable) emission.codes.set(variable, provided(names[name], emission));
  }
  return inputOf(bound, emission);
}

/** Code of an input that a fill or a template sees under a name. */
export const provided = (input: Input | undefined, emission: Emission): Code =>
  input ? inExpression(codeOfInput(input), emission) : null;

/** Parts of constant props may be open: they arrive as tokens, which are inputs with no names of their own. */
export const asPlainInput = (input: Input, node: ElementNode, emission: Emission): Input =>
  emission.tokens.size > 0 && emission.tokens.has(input)
    ? template(input as unknown as Json, {}, node, emission)
    : input;

function openTokens(value: Json, emission: Emission): Bound {
  if (value === null || typeof value !== 'object') return constant(value);
  const token = emission.tokens.get(value);
  if (token) return token;
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => openTokens(item as Json, emission)) };
  const entries = Object.entries(value).map(([key, item]) => [key, openTokens(item as Json, emission)] as const);
  return { kind: 'map', entries: Object.fromEntries(entries) };
}

/** An expression of the engine over inputs; folded when all of them are constant. */
export function compute(
  expression: string,
  names: Readonly<Record<string, Input>>,
  node: ElementNode,
  emission: Emission,
): Input {
  const key = keyOf(expression, names);
  const known = key === null ? undefined : computed.get(key);
  if (known) return known;
  const bindings = Object.entries(names).map(([name, input]) => [name, bindingOf(input, node, emission)] as const);
  const bound = express(expression, Object.fromEntries(bindings), engineScope);
  const isKnown = Object.values(names).every((input) => input.constant);
  const result = inputOf(isKnown || emission.context.fold ? foldBound(bound, new Map()) : bound, emission);
  if (key !== null && result.constant && computed.size < mostComputed) computed.set(key, result);
  return result;
}

/** What came out for plain constants: components ask the same of most of their nodes. */
const computed = new Map<string, Input>();
const mostComputed = 1_000;

/** Null where a value is not known or not short. */
function keyOf(expression: string, names: Readonly<Record<string, Input>>): string | null {
  let key = expression;
  for (const name in names) {
    const input = names[name]!;
    if (!input.constant || typeof input.value === 'object' || typeof input.value === 'string') {
      if (!input.constant || input.value !== null) return null;
    }
    key += `\n${name}=${input.value}`;
  }
  return key;
}

function bindingOf(input: Input, node: ElementNode, emission: Emission): Binding {
  const plain = asPlainInput(input, node, emission);
  if (plain.constant)
    return plain.value !== null && typeof plain.value === 'object'
      ? asBinding(openTokens(plain.value, emission))
      : constant(plain.value);
  const variable: Variable = { name: 'input' };
  emission.codes.set(variable, inExpression(plain.code, emission));
  return variableBinding(variable);
}

/** Codes of several inputs. */
export const codesOf = (inputs: Readonly<Record<string, Input>>): Readonly<Record<string, Code>> =>
  Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, codeOfInput(input)]));

/** Form nodes in these nodes, as `RenderInput.formErrors` names them. */
export function formsIn(nodes: readonly TreeNode[]): readonly string[] {
  const found: string[] = [];
  visitTree(nodes, (node) => {
    if (node.kind === 'form' && node.form.name !== null) found.push(node.form.node);
  });
  return found;
}

/** A prop that is one message, as the list of its parts; null for any other. */
export function messageParts(bound: Bound | undefined, emission: Emission): Input | null {
  if (bound?.kind !== 'template' || !isMessage(bound.template)) return null;
  const code = codeOf(bound, emission);
  return Array.isArray(code) && code[0] === 't' ? { constant: false, code: ['parts', ...code.slice(1)] } : null;
}

/** One call of `t` and nothing else; what a name stands for does not count, because moving it must change nothing. */
const isMessage = ({ whole, parts: [only] }: Template): boolean =>
  whole && typeof only === 'object' && only.ast?.kind === 'call' && only.ast.name === 't';
