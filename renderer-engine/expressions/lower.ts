import type { Code } from '../program.ts';
import type { Argument, Call, Expression, Lambda } from './ast.ts';
import { constantCode } from './code.ts';
import { findFunction } from './functions/catalog.ts';
import { type FunctionDefinition, kindAt } from './functions/define.ts';
import type { Template } from './template.ts';

export interface LowerOptions {
  /** Id of the document that wrote the template: the owner of its messages. */
  readonly owner: string;
  /** Code for a free name, e.g. `["slot", 7]`; a name nobody knows gives null. */
  readonly slotOf: (name: string) => Code;
  /** Document id behind an alias of `uses`, for `t('alias:key')`. */
  readonly aliasOf?: (alias: string) => string | undefined;
  /** `text` where the schema wants text: a whole-string hole is then formatted like a hole inside text. */
  readonly as?: 'value' | 'text';
}

/**
 * A template as code. What the checker refuses (a broken hole, an unknown function, a wrong number of arguments)
 * becomes null, so that the rest of the page still shows.
 */
export function lowerTemplate(template: Template, options: LowerOptions): Code {
  const parts = template.parts.map((part) =>
    typeof part === 'string' ? part : part.ast ? lower(part.ast, { ...options, locals: [], depth: 0 }) : null,
  );
  const [only = ''] = parts;
  if (parts.length === 1 && (options.as !== 'text' || typeof only === 'string')) return only;
  return ['text', ...parts];
}

interface Context extends LowerOptions {
  /** Parameters of the lambdas around, innermost last. */
  readonly locals: readonly { readonly name: string; readonly code: Code }[];
  readonly depth: number;
}

function lower(expression: Expression, context: Context): Code {
  const inner = (part: Expression): Code => lower(part, context);
  switch (expression.kind) {
    case 'literal':
      return constantCode(expression.value);
    case 'name':
      return context.locals.findLast(({ name }) => name === expression.name)?.code ?? context.slotOf(expression.name);
    case 'member': {
      const object = inner(expression.object);
      // One operation for a whole path.
      return Array.isArray(object) && object[0] === 'get'
        ? [...object, expression.name]
        : ['get', object, expression.name];
    }
    case 'index':
      return ['at', inner(expression.object), inner(expression.index)];
    case 'unary':
      return [expression.operator === '-' ? 'neg' : '!', inner(expression.operand)];
    case 'binary':
    case 'logical':
      return [expression.operator, inner(expression.left), inner(expression.right)];
    case 'conditional':
      return ['?', inner(expression.test), inner(expression.consequent), inner(expression.alternate)];
    case 'list':
      return ['list', ...expression.items.map(inner)];
    case 'map':
      return ['map', ...expression.entries.flatMap(({ key, value }) => [key, inner(value)])];
    case 'call':
      return lowerCall(expression, context);
  }
}

function lowerCall(call: Call, context: Context): Code {
  if (call.name === 't') return lowerMessage(call, context);
  const definition = findFunction(call.name);
  if (!definition) return lowerHostCall(call, context);
  if (call.args.length < definition.least || call.args.length > definition.most) return null;
  if (!call.args.every((argument, index) => stands(argument, index, definition))) return null;
  const args = call.args.map((argument) =>
    argument.kind === 'lambda' ? lowerLambda(argument, context) : lower(argument, context),
  );
  return ['call', call.name, ...args];
}

/** Which functions the host has is known where the code is linked; the checker has told of those it does not. */
function lowerHostCall({ name, args }: Call, context: Context): Code {
  const codes = args.map((argument) => (argument.kind === 'lambda' ? null : lower(argument, context)));
  return ['host', name, ...codes];
}

/** Lambdas stand where a function takes one, patterns are literals. */
function stands(argument: Argument, index: number, definition: FunctionDefinition): boolean {
  const kind = kindAt(definition, index);
  if (kind === 'pattern') return argument.kind === 'literal';
  return (argument.kind === 'lambda') === (kind === 'lambda');
}

function lowerLambda({ parameters, body }: Lambda, context: Context): Code {
  const { depth } = context;
  const locals = parameters.map((name, position) => ({ name, code: [position === 0 ? 'item' : 'index', depth] }));
  return ['=>', depth, lower(body, { ...context, locals: [...context.locals, ...locals], depth: depth + 1 })];
}

function lowerMessage({ args }: Call, context: Context): Code {
  const [key, values] = args;
  if (!key || key.kind === 'lambda' || values?.kind === 'lambda' || args.length > 2) return null;
  const valuesCode = values ? lower(values, context) : constantCode({});
  if (key.kind !== 'literal' || typeof key.value !== 'string') {
    return ['t', context.owner, lower(key, context), valuesCode];
  }
  const colon = key.value.indexOf(':');
  if (colon < 0) return ['t', context.owner, key.value, valuesCode];
  const owner = context.aliasOf?.(key.value.slice(0, colon));
  return owner === undefined ? null : ['t', owner, key.value.slice(colon + 1), valuesCode];
}
