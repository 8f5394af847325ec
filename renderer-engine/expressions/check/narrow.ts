import type { Expression } from '../ast.ts';
import type { Type } from '../type.ts';
import { withoutNull } from '../types.ts';

/** What a condition says about paths like `row.customer.name` where it holds. */
export type Narrowings = ReadonlyMap<string, (type: Type) => Type>;

export const nothingNarrowed: Narrowings = new Map();

/** Text that names a path of names and literal keys, so that it is found again; null for anything computed. */
export function pathKey(expression: Expression): string | null {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'member':
      return childKey(expression.object, expression.name);
    case 'index': {
      const { index } = expression;
      if (index.kind !== 'literal' || typeof index.value === 'object') return null;
      return childKey(expression.object, String(index.value));
    }
    default:
      return null;
  }
}

function childKey(object: Expression, name: string): string | null {
  const parent = pathKey(object);
  // NUL stands in no name, so that `a["b.c"]` is not taken for `a.b.c`.
  return parent === null ? null : `${parent}\0${name}`;
}

/** The narrowings around, and what `condition` being true (or false) adds. */
export function narrowedBy(condition: Expression, truth: boolean, outer: Narrowings): Narrowings {
  const added = new Map<string, (type: Type) => Type>();
  collect(condition, truth, added);
  return added.size === 0 ? outer : new Map([...outer, ...added]);
}

/** Without the narrowings of names that now mean something else. */
export function withoutNames(narrowed: Narrowings, names: readonly string[]): Narrowings {
  return new Map([...narrowed].filter(([key]) => !names.includes(key.split('\0')[0] ?? '')));
}

type Added = Map<string, (type: Type) => Type>;

function collect(condition: Expression, truth: boolean, added: Added): void {
  switch (condition.kind) {
    case 'unary':
      if (condition.operator === '!') collect(condition.operand, !truth, added);
      return;
    case 'logical':
      // Both sides hold only where "&&" is true, and both fail only where "||" is false.
      if (condition.operator === (truth ? '&&' : '||')) {
        collect(condition.left, truth, added);
        collect(condition.right, truth, added);
      }
      return;
    case 'binary':
      collectBinary(condition, truth, added);
      return;
    case 'call':
      if (truth) collectCall(condition, added);
      return;
    default:
      // A boolean that counts as true is not null.
      if (truth) present(condition, added);
  }
}

function collectBinary(condition: Extract<Expression, { kind: 'binary' }>, truth: boolean, added: Added): void {
  const { operator, left, right } = condition;
  if (operator === '==' || operator === '!=') {
    const same = (operator === '==') === truth;
    for (const [side, other] of [
      [left, right],
      [right, left],
    ] as const) {
      if (other.kind !== 'literal') continue;
      if ((other.value === null) !== same) present(side, added);
      if (same) collectKind(side, other.value, added);
    }
  } else if (truth && ['<', '<=', '>', '>=', 'in'].includes(operator)) {
    // With null on one side a comparison is false.
    present(left, added);
    present(right, added);
  }
}

/** `type(x) == 'number'` leaves only numbers. */
function collectKind(side: Expression, value: unknown, added: Added): void {
  const [argument] = side.kind === 'call' && side.name === 'type' ? side.args : [];
  const key = argument && argument.kind !== 'lambda' ? pathKey(argument) : null;
  const only = key === null || typeof value !== 'string' ? undefined : kinds.get(value);
  if (key !== null && only) added.set(key, only);
}

const kinds = new Map<string, (type: Type) => Type>([
  ['boolean', (type) => (type.any || type.boolean ? { boolean: true } : {})],
  ['number', (type) => (type.any ? { number: true } : type.number ? { number: type.number } : {})],
  ['string', (type) => (type.any ? { text: true } : textOnly(type))],
  ['list', (type) => (type.any ? { list: { any: true } } : type.list ? { list: type.list } : {})],
  ['map', (type) => (type.any ? { map: { properties: {}, rest: { any: true } } } : type.map ? { map: type.map } : {})],
]);

const textOnly = ({ text, date, datetime }: Type): Type => ({
  ...(text && { text }),
  ...(date && { date }),
  ...(datetime && { datetime }),
});

/** `has(m, 'key')` is true only where the key has a value. */
function collectCall({ name, args }: Extract<Expression, { kind: 'call' }>, added: Added): void {
  const [map, key] = args;
  if (name !== 'has' || !map || map.kind === 'lambda' || key?.kind !== 'literal') return;
  const parent = pathKey(map);
  if (parent !== null) added.set(`${parent}\0${String(key.value)}`, withoutNull);
  present(map, added);
}

/** A path has a value, so everything on the way to it has one too. */
function present(expression: Expression, added: Added): void {
  const key = pathKey(expression);
  if (key === null) return;
  const names = key.split('\0');
  for (let length = 1; length <= names.length; length++) {
    const path = names.slice(0, length).join('\0');
    if (!added.has(path)) added.set(path, withoutNull);
  }
}
