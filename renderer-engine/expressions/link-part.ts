import type { Code } from '../program.ts';
import type { Operation } from './code.ts';
import type { Env, Value } from './env.ts';
import { linkHostCall } from './host-functions.ts';
import { linkCall } from './link-call.ts';
import type { Block, Cell, Evaluate, LinkContext } from './link-context.ts';
import { linkEquality } from './link-equality.ts';
import { linkMessage, linkMessageParts } from './link-message.ts';
import { linkPath } from './link-path.ts';
import { linkText } from './link-text.ts';
import { binaryOperators, index, negate, not } from './operators.ts';
import { kindOf, mapFrom } from './values.ts';

/** A function for one piece of code; counts its operator in the block. */
export function linkPart(code: Code, context: LinkContext): Evaluate {
  if (!Array.isArray(code)) return () => code as Value;
  const [name, ...operands] = code as unknown as Operation;
  const link = Object.hasOwn(linkers, name) ? linkers[name] : undefined;
  if (!link) throw new TypeError(`Unknown operation "${name}" in compiled code.`);
  return link(operands, context);
}

/** A part that runs only sometimes: it adds its own steps when it runs. */
function linkBranch(code: Code, { cells, link }: LinkContext): Evaluate {
  const block: Block = { steps: 0 };
  const evaluate = link(code, { block, cells, link });
  const { steps } = block;
  if (steps === 0) return evaluate;
  return (frame, env) => {
    env.steps += steps;
    return evaluate(frame, env);
  };
}

type Linker = (operands: readonly Code[], context: LinkContext) => Evaluate;

const linkers: Readonly<Record<string, Linker>> = {
  const: ([value = null]) => {
    return () => value as Value;
  },
  slot: ([number]) => {
    const slot = Number(number);
    return (frame) => frame[slot] ?? null;
  },
  item: ([depth], { cells }) => {
    const cell = cellAt(cells, depth);
    return () => cell.item;
  },
  index: ([depth], { cells }) => {
    const cell = cellAt(cells, depth);
    return () => cell.index;
  },
  get: linkPath,
  at: counted(
    ([object, key]) =>
      (frame, env) =>
        index(env, object(frame, env), key(frame, env)),
    2,
  ),
  '!': counted(
    ([operand]) =>
      (frame, env) =>
        not(env, operand(frame, env)),
    1,
  ),
  neg: counted(
    ([operand]) =>
      (frame, env) =>
        negate(env, operand(frame, env)),
    1,
  ),
  ...Object.fromEntries(Object.entries(binaryOperators).map(([name, apply]) => [name, linkBinary(apply)])),
  '==': (operands, context) => linkEquality(operands, context) ?? linkBinary(binaryOperators['=='])(operands, context),
  '!=': (operands, context) =>
    linkEquality(operands, context, false) ?? linkBinary(binaryOperators['!='])(operands, context),
  '&&': (operands, context) => linkLogical(operands, context, '&&', false),
  '||': (operands, context) => linkLogical(operands, context, '||', true),
  '??': ([first = null, second = null], context) => {
    context.block.steps++;
    const left = linkPart(first, context);
    const right = linkBranch(second, context);
    return (frame, env) => left(frame, env) ?? right(frame, env);
  },
  '?': ([test = null, yes = null, no = null], context) => {
    context.block.steps++;
    const condition = linkPart(test, context);
    const then = linkBranch(yes, context);
    const otherwise = linkBranch(no, context);
    return (frame, env) => {
      const holds = condition(frame, env);
      if (holds === true) return then(frame, env);
      if (holds === false || holds === null) return otherwise(frame, env);
      env.problem('UI4102', { operation: '"?"', expected: 'true or false before it', found: kindOf(holds) });
      return null;
    };
  },
  list: (codes, context) => {
    context.block.steps += 1 + codes.length;
    const items = codes.map((code) => linkPart(code, context));
    return (frame, env) => items.map((item) => item(frame, env));
  },
  map: (codes, context) => {
    context.block.steps += 1 + codes.length / 2;
    const keys = codes.filter((_, position) => position % 2 === 0).map(String);
    const values = codes.filter((_, position) => position % 2 === 1).map((code) => linkPart(code, context));
    return (frame, env) => mapFrom(values.map((value, position) => [keys[position] ?? '', value(frame, env)] as const));
  },
  text: linkText,
  call: linkCall,
  host: linkHostCall,
  t: linkMessage,
  parts: linkMessageParts,
};

function linkBinary(apply: (typeof binaryOperators)[keyof typeof binaryOperators]): Linker {
  return counted(
    ([left, right]) =>
      (frame, env) =>
        apply(env, left(frame, env), right(frame, env)),
    2,
  );
}

type Parts = readonly [Evaluate, Evaluate];

/** An operator that evaluates all its operands. */
function counted(make: (parts: Parts) => Evaluate, arity: number): Linker {
  return (operands, context) => {
    context.block.steps++;
    const [first = never, second = never] = operands.slice(0, arity).map((operand) => linkPart(operand, context));
    return make([first, second]);
  };
}

const never: Evaluate = () => null;

/** `deciding` is the value of the left side that makes the right one unnecessary. Null counts as false. */
function linkLogical(
  [first = null, second = null]: readonly Code[],
  context: LinkContext,
  sign: string,
  deciding: boolean,
): Evaluate {
  context.block.steps++;
  const left = linkPart(first, context);
  const right = linkBranch(second, context);
  const wrong = (env: Env, value: Value): null => {
    env.problem('UI4102', { operation: `"${sign}"`, expected: 'true or false on both sides', found: kindOf(value) });
    return null;
  };
  return (frame, env) => {
    const a = left(frame, env) ?? false;
    if (a === deciding) return deciding;
    if (typeof a !== 'boolean') return wrong(env, a);
    const b = right(frame, env) ?? false;
    return typeof b === 'boolean' ? b : wrong(env, b);
  };
}

function cellAt(cells: readonly Cell[], depth: Code | undefined): Cell {
  const cell = cells[Number(depth)];
  if (!cell) throw new TypeError('A lambda parameter stands outside its lambda in compiled code.');
  return cell;
}
