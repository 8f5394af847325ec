import type { Expression, Index, Member, Name, Span } from '../ast.ts';
import type { Type } from '../type.ts';
import { propertyOf } from '../type-merge.ts';
import {
  anyType,
  booleanType,
  describe,
  isTextual,
  listOf,
  mapOf,
  nullable,
  typeOfValue,
  union,
  withoutNull,
} from '../types.ts';
import { inferCall } from './calls.ts';
import { didYouMean, type Inference, type Known, reportProblem, sourceOf, use } from './inference.ts';
import { narrowedBy, pathKey } from './narrow.ts';
import { inferBinary, inferUnary, requireCondition } from './operators.ts';

/** Type and path of an expression; problems and reads go to the inference. */
export function infer(expression: Expression, inference: Inference): Known {
  const known = inferKind(expression, inference);
  const key = inference.narrowed.size > 0 ? pathKey(expression) : null;
  const narrow = key === null ? undefined : inference.narrowed.get(key);
  const found = narrow ? { ...known, type: narrow(known.type) } : known;
  inference.observe?.(expression, found, inference.locals);
  return found;
}

function inferKind(expression: Expression, inference: Inference): Known {
  switch (expression.kind) {
    case 'literal':
      return computed(typeOfValue(expression.value));
    case 'name':
      return inferName(expression, inference);
    case 'member':
      return inferMember(expression, inference);
    case 'index':
      return inferIndex(expression, inference);
    case 'unary':
      return computed(inferUnary(expression, inference));
    case 'binary':
      return computed(inferBinary(expression, inference));
    case 'logical':
      return computed(inferLogical(expression, inference));
    case 'conditional':
      return computed(inferConditional(expression, inference));
    case 'list':
      return computed(listOf(union(...expression.items.map((item) => use(item, inference)))));
    case 'map': {
      const entries = expression.entries.map(({ key, value }) => [key, use(value, inference)] as const);
      return computed(mapOf(Object.fromEntries(entries)));
    }
    case 'call':
      return inferCall(expression, inference);
  }
}

const computed = (type: Type): Known => ({ type, path: null });

function inferName({ name, start, end }: Name, inference: Inference): Known {
  const local = inference.locals.get(name);
  if (local) return { type: local.type, path: local.path ?? null };
  inference.varies.now = true;
  const binding = inference.scope.find(name);
  if (binding) return { type: binding.type, path: binding.path ?? name };
  const candidates = [...inference.locals.keys(), ...inference.scope.names()];
  reportProblem(inference, 'UI4101', { name }, { start, end }, didYouMean(name, candidates, { start, end }));
  return computed(anyType);
}

function inferMember(expression: Member, inference: Inference): Known {
  const object = inference.infer(expression.object, inference);
  const type = propertyType(expression.object, object.type, expression.name, expression.nameSpan, inference);
  return { type, path: object.path && `${object.path}.${expression.name}` };
}

function propertyType(object: Expression, type: Type, name: string, span: Span, inference: Inference): Type {
  if (type.any) return anyType;
  if (!type.map) {
    if (type.list || isTextual(type) || type.number || type.boolean) {
      const operation = `".${name}"`;
      const found = describe(withoutNull(type));
      const more = name === 'length' ? lengthHint(type, object, inference) : {};
      reportProblem(inference, 'UI4102', { operation, expected: 'a map before it', found }, span, more);
      return anyType;
    }
    return type;
  }
  const property = propertyOf(type.map, name);
  if (property) return type.null ? nullable(property) : property;
  const of = sourceOf(inference, object);
  const names = Object.keys(type.map.properties);
  reportProblem(inference, 'UI4103', { property: name, of }, span, didYouMean(name, names, span));
  return anyType;
}

function lengthHint(type: Type, object: Expression, inference: Inference) {
  const call = `${type.list ? 'size' : 'len'}(${inference.source.slice(object.start, object.end)})`;
  return { hint: `Write ${call}.` };
}

function inferIndex({ object, index }: Index, inference: Inference): Known {
  const { type, path } = inference.infer(object, inference);
  const key = use(index, inference);
  if (type.any) return { type: anyType, path };
  if (type.map && index.kind === 'literal' && typeof index.value === 'string') {
    return {
      type: propertyType(object, type, index.value, index, inference),
      path: path && `${path}.${index.value}`,
    };
  }
  const usable = Boolean((type.list && key.number) || (type.map && isTextual(key)));
  if (!usable && !key.any && (type.list || type.map || isTextual(type) || type.number || type.boolean)) {
    const expected = type.list ? 'a number for a list' : type.map ? 'text for a map' : 'a list or a map before it';
    const found = type.list || type.map ? describe(key) : describe(withoutNull(type));
    reportProblem(inference, 'UI4102', { operation: '"[ ]"', expected, found }, index);
    return computed(anyType);
  }
  return { type: elementType(type, key), path: path && `${path}${type.list ? '[]' : '.*'}` };
}

/** Out of range and missing keys give null; a key out of a finite set only meets these properties. */
function elementType({ list, map }: Type, key: Type): Type {
  if (!map) return nullable(list ?? {});
  const names = Array.isArray(key.text) && !key.date && !key.datetime ? key.text : null;
  const properties = names
    ? names.map((name: string) => propertyOf(map, name) ?? ({ null: true } as const))
    : [...Object.values(map.properties), ...(map.rest ? [map.rest] : [])];
  const found = union(...properties, ...(list ? [list] : []));
  return names && !key.null && !list ? found : nullable(found);
}

function inferLogical(expression: Extract<Expression, { kind: 'logical' }>, inference: Inference): Type {
  const { operator, left, right } = expression;
  const first = use(left, inference);
  if (operator === '??') {
    const second = use(right, inference);
    return union(withoutNull(first), second);
  }
  requireCondition(`"${operator}"`, first, left, inference);
  const narrowed = narrowedBy(left, operator === '&&', inference.narrowed);
  requireCondition(`"${operator}"`, use(right, { ...inference, narrowed }), right, inference);
  return booleanType;
}

function inferConditional(expression: Extract<Expression, { kind: 'conditional' }>, inference: Inference): Type {
  const { test, consequent, alternate } = expression;
  requireCondition('"?"', use(test, inference), test, inference);
  return union(
    use(consequent, { ...inference, narrowed: narrowedBy(test, true, inference.narrowed) }),
    use(alternate, { ...inference, narrowed: narrowedBy(test, false, inference.narrowed) }),
  );
}
