import type { Binary, Expression, Unary } from '../ast.ts';
import type { Type } from '../type.ts';
import { anyType, booleanType, describe, isTextual, nullable, numberType, textType, withoutNull } from '../types.ts';
import { fitsType, mayBeEqual } from './fit.ts';
import { didYouMean, type Inference, reportProblem, sourceOf, use } from './inference.ts';

const textual: Type = { text: true, date: true, datetime: true };

export function inferUnary({ operator, operand }: Unary, inference: Inference): Type {
  const type = use(operand, inference);
  if (operator === '!') {
    requireCondition('"!"', type, operand, inference);
    return booleanType;
  }
  requireNumber('"-"', type, operand, inference);
  return operand.kind === 'literal' && typeof operand.value === 'number'
    ? { number: [0 - operand.value] }
    : numberOrNull(type);
}

export function inferBinary(expression: Binary, inference: Inference): Type {
  const left = use(expression.left, inference);
  const right = use(expression.right, inference);
  switch (expression.operator) {
    case '+':
      return inferSum(expression, left, right, inference);
    case '-':
    case '*':
    case '/':
    case '%':
      return inferArithmetic(expression, left, right, inference);
    case '==':
    case '!=':
      checkEquality(expression, left, right, inference);
      return booleanType;
    case 'in':
      checkIn(expression, left, right, inference);
      return booleanType;
    default:
      checkOrder(expression, left, right, inference);
      return booleanType;
  }
}

/** Null counts as false; anything else must be a boolean. */
export function requireCondition(operation: string, type: Type, part: Expression, inference: Inference): void {
  if (fitsType(type, booleanType)) return;
  const hint =
    type.list || isTextual(type)
      ? `Write size(${sourceOf(inference, part)}) > 0 to ask whether there is any.`
      : undefined;
  const params = { operation, expected: 'true or false', found: describe(withoutNull(type)) };
  reportProblem(inference, 'UI4102', params, part, hint === undefined ? {} : { hint });
}

function requireNumber(operation: string, type: Type, part: Expression, inference: Inference): void {
  if (!fitsType(type, numberType)) {
    const found = describe(withoutNull(type));
    reportProblem(inference, 'UI4102', { operation, expected: 'a number', found }, part);
  } else warnOfNull(type, part, inference);
}

/** Arithmetic of null gives null, which is rarely meant. */
function warnOfNull(type: Type, part: Expression, inference: Inference): void {
  if (type.null) reportProblem(inference, 'UI4106', { what: sourceOf(inference, part) }, part);
}

const numberOrNull = (...types: readonly Type[]): Type =>
  types.some((type) => type.null || type.any) ? nullable(numberType) : numberType;

function inferArithmetic(expression: Binary, left: Type, right: Type, inference: Inference): Type {
  const operation = `"${expression.operator}"`;
  requireNumber(operation, left, expression.left, inference);
  requireNumber(operation, right, expression.right, inference);
  const type = numberOrNull(left, right);
  // A divisor that is a literal other than 0 cannot make null.
  const divides = expression.operator === '/' || expression.operator === '%';
  const safe = Array.isArray(right.number) && !right.number.includes(0);
  return divides && !safe ? nullable(type) : type;
}

function inferSum(expression: Binary, left: Type, right: Type, inference: Inference): Type {
  if (left.any || right.any) return isTextual(left) || isTextual(right) ? textType : anyType;
  const texts = [left, right].filter(isTextual).length;
  if (texts === 0) return inferArithmetic(expression, left, right, inference);
  const wrong = [left, right].find((type) => !fitsType(type, textual));
  if (wrong) {
    const found = `${describe(withoutNull(left))} and ${describe(withoutNull(right))}`;
    const hint = 'Inside text, write "… ${value} …"; elsewhere format the number first, e.g. number(value).';
    const params = { operation: '"+"', expected: 'two numbers or two texts', found };
    reportProblem(inference, 'UI4102', params, expression, wrong.number ? { hint } : {});
  }
  return textType;
}

function checkEquality({ operator, left, right }: Binary, a: Type, b: Type, inference: Inference): void {
  if (mayBeEqual(a, b)) return;
  const [literal, other] = left.kind === 'literal' ? ([left, a] as const) : ([right, b] as const);
  const against = literal === left ? b : a;
  const params = { operation: `"${operator}"`, expected: describe(withoutNull(against)), found: describe(other) };
  reportProblem(inference, 'UI4102', params, literal, suggestValue(literal, against));
}

/** A literal that is none of the finite values most likely is a typing mistake. */
function suggestValue(literal: Expression, { text }: Type) {
  if (literal.kind !== 'literal' || typeof literal.value !== 'string' || !Array.isArray(text)) return {};
  return didYouMean(literal.value, text, literal, (near) => `'${near.replace(/[\\']/g, '\\$&')}'`);
}

function checkIn({ left, right }: Binary, value: Type, container: Type, inference: Inference): void {
  if (container.any) return;
  if (!fitsType(container, { list: anyType, map: { properties: {}, rest: anyType } })) {
    const hint = isTextual(container) ? `Write contains(${sourceOf(inference, right)}, …).` : undefined;
    const params = {
      operation: '"in"',
      expected: 'a list or a map behind it',
      found: describe(withoutNull(container)),
    };
    reportProblem(inference, 'UI4102', params, right, hint === undefined ? {} : { hint });
  } else if (container.list && !container.map && !mayBeEqual(withoutNull(value), container.list)) {
    const params = { operation: '"in"', expected: describe(withoutNull(container.list)), found: describe(value) };
    reportProblem(inference, 'UI4102', params, left, suggestValue(left, container.list));
  }
}

/** Two numbers, two texts, two days or two instants; a literal text may be either of the last two. */
function checkOrder(expression: Binary, left: Type, right: Type, inference: Inference): void {
  if (left.any || right.any) return;
  const numbers = fitsType(left, numberType) && fitsType(right, numberType);
  const texts = fitsType(left, textual) && fitsType(right, textual);
  const mixed = (left.date && right.datetime) || (left.datetime && right.date);
  if ((numbers || texts) && !mixed) return;
  const params = {
    operation: `"${expression.operator}"`,
    expected: mixed ? 'two dates or two datetimes' : 'two numbers or two texts',
    found: `${describe(withoutNull(left))} and ${describe(withoutNull(right))}`,
  };
  const more = mixed ? { hint: 'toDate and toDatetime convert.' } : {};
  reportProblem(inference, 'UI4102', params, expression, more);
}
