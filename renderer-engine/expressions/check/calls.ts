import type { Argument, Call, Lambda } from '../ast.ts';
import { findFunction, functionNames } from '../functions/catalog.ts';
import { type FunctionDefinition, kindAt, kindWords } from '../functions/define.ts';
import { isPattern } from '../functions/pattern.ts';
import { rootNames } from '../scope.ts';
import type { Binding, Type } from '../type.ts';
import { anyType, describe, nullable, numberType, withoutNull } from '../types.ts';
import { fitsType } from './fit.ts';
import { inferHostCall } from './host-calls.ts';
import { didYouMean, type Inference, type Known, reportProblem, use } from './inference.ts';
import { inferMessage } from './messages.ts';
import { withoutNames } from './narrow.ts';

/** Type and path of a call. Functions that hand on items of their list keep its path. */
export function inferCall(call: Call, inference: Inference): Known {
  if (call.name === 't') return { type: inferMessage(call, inference), path: null };
  const definition = findFunction(call.name);
  if (!definition) {
    const hosts = inference.scope.hostFunctions?.();
    const host = hosts?.get(call.name);
    if (host) return { type: inferHostCall(call, host, inference), path: null };
    const more = didYouMean(call.name, [...functionNames, ...(hosts?.keys() ?? [])], call.nameSpan);
    reportProblem(inference, 'UI4104', { name: call.name }, call.nameSpan, more);
  } else if (call.args.length < definition.least || call.args.length > definition.most) {
    const params = { name: call.name, expected: arity(definition), found: call.args.length };
    reportProblem(inference, 'UI4105', params, call, { hint: `It is written ${definition.signature}.` });
  } else return inferKnownCall(call, definition, inference);
  for (const argument of call.args) if (argument.kind !== 'lambda') use(argument, inference);
  return { type: anyType, path: null };
}

/** `1 to 3 arguments`. */
export function arity({ least, most }: { readonly least: number; readonly most: number }): string {
  const count =
    most === Number.POSITIVE_INFINITY ? `${least} or more` : least === most ? `${least}` : `${least} to ${most}`;
  return `${count} ${count === '1' ? 'argument' : 'arguments'}`;
}

/** Gives back items of its first argument, as they are. */
const handsOn = new Set(['filter', 'sortBy', 'unique', 'take', 'skip', 'slice', 'reverse']);
const handsOnItem = new Set(['find', 'first', 'last']);

function inferKnownCall(call: Call, definition: FunctionDefinition, inference: Inference): Known {
  if (definition.environment) inference.varies.now = true;
  const types: Type[] = [];
  let path: string | null = null;
  call.args.forEach((argument, position) => {
    if (argument.kind === 'lambda') {
      types.push(inferLambda(argument, position, call, definition, types, path, inference));
      return;
    }
    const known = inference.infer(argument, inference);
    if (position === 0) path = known.path;
    else if (known.path !== null) inference.reads.add(known.path);
    types.push(known.type);
    checkArgument(argument, known.type, position, call, definition, inference);
  });
  const type = mayMeetNull(types, definition) ? nullable(definition.gives(types)) : definition.gives(types);
  const handedOn = handsOn.has(call.name) ? path : handsOnItem.has(call.name) && path !== null ? `${path}[]` : null;
  const readsItems = call.args.some(({ kind }) => kind === 'lambda');
  if (path !== null && handedOn === null) inference.reads.add(readsItems ? `${path}[]` : path);
  return { type, path: handedOn };
}

/** Functions of null give null; lists and values of any kind take null as it is. */
const mayMeetNull = (types: readonly Type[], definition: FunctionDefinition): boolean =>
  types.some(
    (type, position) => Boolean(type.null) && !['list', 'any', 'lambda'].includes(kindAt(definition, position)),
  );

const typeOfKind: Readonly<Record<string, Type>> = {
  text: { text: true, date: true, datetime: true },
  pattern: { text: true },
  number: numberType,
  list: { list: { any: true } },
  map: { map: { properties: {}, rest: { any: true } } },
  any: anyType,
};

function checkArgument(
  argument: Argument,
  type: Type,
  position: number,
  call: Call,
  definition: FunctionDefinition,
  inference: Inference,
): void {
  const kind = kindAt(definition, position);
  const accepted = definition.accepts?.[Math.min(position, definition.takes.length - 1)];
  const wanted = accepted ?? typeOfKind[kind];
  const literal = argument.kind === 'literal' && typeof argument.value === 'string' ? argument.value : null;
  const isWrong = kind === 'pattern' ? literal === null || !isPattern(literal) : !wanted || !fitsType(type, wanted);
  if (!isWrong) return;
  const operation = position === 0 ? `"${call.name}"` : `"${call.name}", argument ${position + 1},`;
  const expected =
    kind === 'pattern'
      ? 'a pattern in RE2 syntax, written as literal text'
      : accepted
        ? describe(withoutNull(accepted))
        : kindWords[kind];
  reportProblem(inference, 'UI4102', { operation, expected, found: describe(withoutNull(type)) }, argument);
}

function inferLambda(
  lambda: Lambda,
  position: number,
  call: Call,
  definition: FunctionDefinition,
  before: readonly Type[],
  path: string | null,
  inference: Inference,
): Type {
  const isMeant = kindAt(definition, position) === 'lambda';
  if (!isMeant) {
    const params = {
      operation: `"${call.name}"`,
      expected: kindWords[kindAt(definition, position)],
      found: 'a function',
    };
    reportProblem(inference, 'UI4102', params, lambda);
  }
  const types = isMeant ? (definition.lambdaOf?.(before) ?? []) : [];
  const locals = new Map<string, Binding>(inference.locals);
  lambda.parameters.forEach((name, index) => {
    if (rootNames.includes(name)) reportProblem(inference, 'UI4107', { name }, lambda);
    const itemPath = index === 0 && path !== null ? `${path}[]` : null;
    locals.set(name, { type: types[index] ?? anyType, ...(itemPath !== null && { path: itemPath }) });
  });
  const narrowed = withoutNames(inference.narrowed, lambda.parameters);
  const type = use(lambda.body, { ...inference, locals, narrowed });
  const wanted = isMeant ? definition.lambdaGives : undefined;
  if (wanted && !fitsType(type, wanted)) {
    const params = {
      operation: `"${call.name}"`,
      expected: `${describe(withoutNull(wanted))} from its function`,
      found: describe(type),
    };
    reportProblem(inference, 'UI4102', params, lambda.body);
  }
  return type;
}
