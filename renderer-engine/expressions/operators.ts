import type { BinaryOperator } from './ast.ts';
import { limitText, spend, textSteps } from './budget.ts';
import type { Env, Value } from './env.ts';
import { compareTexts, equals, finite, isList, isMap, isPlain, kindOf, property } from './values.ts';

type BinaryFunction = (env: Env, left: Value, right: Value) => Value;

/** Operators with two sides that are both always evaluated; `&&`, `||` and `??` are not among them. */
export const binaryOperators: Readonly<Record<BinaryOperator, BinaryFunction>> = {
  '+': add,
  '-': arithmetic('-', (a, b) => a - b),
  '*': arithmetic('*', (a, b) => a * b),
  '/': arithmetic('/', (a, b) => a / b),
  '%': arithmetic('%', (a, b) => a % b),
  '==': (env, a, b) => equals(env, a, b),
  '!=': (env, a, b) => !equals(env, a, b),
  '<': comparison('<', (order) => order < 0),
  '<=': comparison('<=', (order) => order <= 0),
  '>': comparison('>', (order) => order > 0),
  '>=': comparison('>=', (order) => order >= 0),
  in: isIn,
};

/** Reads one property of maps: the own one, null when there is none. */
export function propertyReader(name: string): (env: Env, object: Value) => Value {
  // Anything but a plain object, e.g. what a host passes by mistake, takes the careful way.
  const isOwn = !(name in Object.prototype);
  return (env, object) => {
    if (object === null) return null;
    if (isOwn && isPlain(env, object)) return object[name] ?? null;
    if (isMap(object)) return property(object, name);
    return mismatch(env, `".${name}"`, 'a map before it', kindOf(object));
  };
}

/** An item of a list by position, or a property of a map by key. */
export function index(env: Env, object: Value, key: Value): Value {
  if (object === null || key === null) return null;
  if (isList(object) && typeof key === 'number') return (Number.isInteger(key) ? object[key] : null) ?? null;
  if (isMap(object) && typeof key === 'string') return property(object, key);
  return mismatch(env, '"[ ]"', 'a list and a number, or a map and text', `${kindOf(object)} and ${kindOf(key)}`);
}

export function not(env: Env, value: Value): Value {
  if (value === null) return true;
  return typeof value === 'boolean' ? !value : mismatch(env, '"!"', 'true or false', kindOf(value));
}

export function negate(env: Env, value: Value): Value {
  if (typeof value === 'number') return 0 - value;
  return value === null ? null : mismatch(env, '"-"', 'a number', kindOf(value));
}

/** Two numbers or two texts. Null is empty in text; with a number or null the sum is null. */
function add(env: Env, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return finite(a + b);
  const left = a ?? (typeof b === 'string' ? '' : null);
  const right = b ?? (typeof a === 'string' ? '' : null);
  if (typeof left === 'string' && typeof right === 'string') {
    const text = left + right;
    if (text.length < 64) return text;
    spend(env, textSteps(text.length));
    return limitText(env, text);
  }
  const sides = [left, right];
  if (sides.includes(null) && sides.every((side) => side === null || typeof side === 'number')) return null;
  return mismatch(env, '"+"', 'two numbers or two texts', `${kindOf(a)} and ${kindOf(b)}`);
}

function arithmetic(sign: string, apply: (a: number, b: number) => number): BinaryFunction {
  return (env, a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return finite(apply(a, b));
    const wrong = [a, b].find((side) => side !== null && typeof side !== 'number');
    return wrong === undefined ? null : mismatch(env, `"${sign}"`, 'two numbers', kindOf(wrong));
  };
}

function comparison(sign: string, holds: (order: number) => boolean): BinaryFunction {
  return (env, a, b) => {
    if (a === null || b === null) return false;
    if (typeof a === 'number' && typeof b === 'number') return holds(a - b);
    if (typeof a === 'string' && typeof b === 'string') return holds(compareTexts(a, b));
    return mismatch(env, `"${sign}"`, 'two numbers or two texts', `${kindOf(a)} and ${kindOf(b)}`);
  };
}

/** Whether a list has an equal item, or a map the key. */
function isIn(env: Env, value: Value, container: Value): Value {
  if (value === null || container === null) return false;
  if (isList(container)) {
    spend(env, container.length);
    return container.some((item) => equals(env, item, value));
  }
  if (isMap(container) && typeof value === 'string') return Object.hasOwn(container, value);
  return mismatch(env, '"in"', 'a list, or a key and a map,', `${kindOf(value)} and ${kindOf(container)}`);
}

function mismatch(env: Env, operation: string, expected: string, found: string): null {
  env.problem('UI4102', { operation, expected, found });
  return null;
}
