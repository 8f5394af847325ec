import type { Call, Expression } from '../ast.ts';
import { messageFunction } from '../functions/other.ts';
import type { Type } from '../type.ts';
import { propertyOf } from '../type-merge.ts';
import { describe, nullable, textType, withoutNull } from '../types.ts';
import { fitsType } from './fit.ts';
import { didYouMean, type Inference, reportProblem, use } from './inference.ts';

/** `t(key, arguments?)`: every key it may be called with exists, and gets the arguments it uses. */
export function inferMessage(call: Call, inference: Inference): Type {
  inference.varies.now = true;
  const [key, values] = call.args;
  if (!key || call.args.length > messageFunction.most) {
    const params = { name: 't', expected: '1 to 2 arguments', found: call.args.length };
    reportProblem(inference, 'UI4105', params, call, { hint: `It is written ${messageFunction.signature}.` });
    return textType;
  }
  if (key.kind === 'lambda' || values?.kind === 'lambda') {
    const params = { operation: '"t"', expected: 'a key and a map', found: 'a function' };
    reportProblem(inference, 'UI4102', params, call);
    return textType;
  }
  const keyType = use(key, inference);
  const valuesType = values ? use(values, inference) : { map: { properties: {}, rest: null } };
  if (!fitsType(valuesType, messageFunction.argumentsType)) {
    const params = { operation: '"t", argument 2,', expected: 'a map', found: describe(valuesType) };
    reportProblem(inference, 'UI4102', params, values ?? call);
  }
  for (const name of keysOf(key, keyType, inference)) checkMessage(name, key, values ?? call, valuesType, inference);
  return keyType.null ? nullable(textType) : textType;
}

/** A key is a literal or comes out of an `enum`, so that it can be checked in every language. */
function keysOf(key: Expression, { any, text, ...others }: Type, inference: Inference): readonly string[] {
  if (Array.isArray(text) && !others.date && !others.datetime) return text;
  const found = any ? 'any value' : describe(withoutNull({ ...others, ...(text && { text }) }));
  const params = { operation: '"t"', expected: 'a key written as text, or a value of an enum', found };
  reportProblem(inference, 'UI4102', params, key);
  return [];
}

function checkMessage(key: string, at: Expression, values: Expression, given: Type, inference: Inference): void {
  const { scope } = inference;
  if (!scope.message) return;
  const wanted = scope.message(key);
  if (!wanted) {
    const near = didYouMean(key, scope.messageKeys?.() ?? [], at, (name) => `'${name}'`);
    reportProblem(inference, 'UI4201', { key }, at, at.kind === 'literal' ? near : {});
    return;
  }
  for (const markup of scope.messageMarkup?.(key) ?? []) {
    if (!scope.wraps?.includes(markup)) reportProblem(inference, 'UI4204', { key, markup }, at);
  }
  const map = given.map ?? { properties: {}, rest: null };
  for (const [argument, type] of Object.entries(wanted)) {
    const found = propertyOf(map, argument);
    if (!found)
      reportProblem(inference, 'UI4202', { key, argument, reason: 'missing', expected: '', found: '' }, values);
    else if (!fitsType(found, type)) {
      const params = { key, argument, reason: 'type', expected: describe(type), found: describe(found) } as const;
      reportProblem(inference, 'UI4202', params, values);
    }
  }
  for (const argument of Object.keys(map.properties)) {
    // hasOwn, because "constructor" is no argument either.
    if (Object.hasOwn(wanted, argument)) continue;
    reportProblem(inference, 'UI4202', { key, argument, reason: 'unknown', expected: '', found: '' }, values);
  }
}
