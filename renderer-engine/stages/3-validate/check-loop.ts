import {
  anyType,
  listOf,
  nullable,
  numberType,
  type Scope,
  scopeOf,
  textType,
  union,
} from '../../expressions/index.ts';
import type { ResolvedElement } from '../flow.ts';
import { checkName } from './check-let.ts';
import { checkExpression, fault, inside, originOf, type Validation } from './validation.ts';

/** The scope inside a loop: the item and its position. */
export function checkLoop(node: ResolvedElement, scope: Scope, validation: Validation): Scope {
  const loop = node.for;
  if (!loop) return scope;
  const origin = originOf(node, 'for');
  const more = { node: node.id };
  const each = checkExpression(loop.each, inside(origin, 'each'), scope, validation, {
    ...more,
    expects: nullable(listOf(anyType)),
  });
  checkName(loop.as, inside(origin, 'as'), node.id, validation);
  if (loop.index !== null) checkName(loop.index, inside(origin, 'index'), node.id, validation);
  const [list] = each.reads;
  const item = {
    type: each.type.list ?? anyType,
    ...(each.reads.length === 1 && list !== undefined && { path: `${list}[]` }),
  };
  const inner = scopeOf({ [loop.as]: item, ...(loop.index !== null && { [loop.index]: { type: numberType } }) }, scope);
  const expects = nullable(union(textType, numberType));
  const key = checkExpression(loop.key, inside(origin, 'key'), inner, validation, { ...more, expects });
  if (!each.sound || !key.sound) fault(validation, node, 'for');
  const most = validation.context.limits.loopItemsHard;
  if (loop.limit !== null && loop.limit > most) {
    const at = { origin: inside(origin, 'limit'), node: node.id };
    validation.teller.tell('UI9001', { limit: 'the "limit" of a loop', value: loop.limit, most }, at);
    fault(validation, node, 'for');
  }
  return inner;
}
