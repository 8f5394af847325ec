import type { Code } from '../program.ts';
import { spend, textSteps } from './budget.ts';
import type { Env, Value } from './env.ts';
import { findFunction } from './functions/catalog.ts';
import {
  ArgumentProblem,
  type BaseKind,
  type FunctionDefinition,
  fits,
  kindAt,
  kindWords,
  type LambdaValue,
} from './functions/define.ts';
import type { Block, Cell, Evaluate, LinkContext } from './link-context.ts';
import { kindOf } from './values.ts';

/** What a run-time argument is: a value, a lambda, or undefined when it was left out. */
type Given = Value | LambdaValue | undefined;
type Prepare = (frame: readonly Value[], env: Env) => Given | typeof givesNull;

/** An argument that makes the whole call null. */
const givesNull: unique symbol = Symbol('null');

/** `["call", function, argument, …]`: one step, and what the function counts for what it goes through. */
export function linkCall([name, ...codes]: readonly Code[], context: LinkContext): Evaluate {
  const definition = findFunction(String(name));
  if (!definition) throw new TypeError(`Unknown function "${String(name)}" in compiled code.`);
  context.block.steps++;
  const args = codes.map((code, position) => linkArgument(code, position, String(name), definition, context));
  const call = definition.run as (env: Env, ...args: readonly Given[]) => Value;
  const [first, second] = args;
  // One or two arguments are most of all; they need no list. Every argument is evaluated, even beside a null.
  if (args.length === 1 && first) {
    return (frame, env) => {
      const a = first(frame, env);
      return a === givesNull ? null : guarded(env, String(name), () => call(env, a));
    };
  }
  if (args.length === 2 && first && second) {
    return (frame, env) => {
      const a = first(frame, env);
      const b = second(frame, env);
      return a === givesNull || b === givesNull ? null : guarded(env, String(name), () => call(env, a, b));
    };
  }
  return (frame, env) => {
    const given = args.map((argument) => argument(frame, env));
    const isEmpty = given.includes(givesNull);
    return isEmpty ? null : guarded(env, String(name), () => call(env, ...(given as Given[])));
  };
}

function guarded(env: Env, name: string, call: () => Value): Value {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof ArgumentProblem)) throw error;
    env.problem('UI4102', { operation: `"${name}"`, expected: error.expected, found: error.found });
    return null;
  }
}

function linkArgument(
  code: Code,
  position: number,
  name: string,
  definition: FunctionDefinition,
  context: LinkContext,
): Prepare {
  const kind = kindAt(definition, position);
  if (Array.isArray(code) && code[0] === '=>') return linkLambda(code, context);
  const evaluate = context.link(code, context);
  if (kind === 'any') return evaluate;
  return (frame, env) => checked(env, evaluate(frame, env), kind, name, position);
}

/** Null makes a call null, but as a list it is the empty one. */
function checked(env: Env, value: Value, kind: BaseKind, name: string, position: number): Given | typeof givesNull {
  if (value === null) return kind === 'list' ? [] : givesNull;
  if (typeof value === 'string' && value.length >= 64) spend(env, textSteps(value.length));
  if (fits[kind](value)) return value;
  const operation = position === 0 ? `"${name}"` : `"${name}", argument ${position + 1},`;
  env.problem('UI4102', { operation, expected: kindWords[kind], found: kindOf(value) });
  return givesNull;
}

/** `["=>", depth, body]`: one step per call, and those of the body. */
function linkLambda([, , body = null]: readonly Code[], { cells, link }: LinkContext): Prepare {
  const cell: Cell = { item: null, index: 0 };
  const block: Block = { steps: 0 };
  const evaluate = link(body, { block, cells: [...cells, cell], link });
  const steps = block.steps + 1;
  return (frame, env) => (item, index) => {
    spend(env, steps);
    cell.item = item;
    cell.index = index;
    return evaluate(frame, env);
  };
}
