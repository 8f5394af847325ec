import type { Json } from '../document/types.ts';
import type { Argument, Call, Expression, Lambda, Literal } from './ast.ts';
import { childrenOf } from './children.ts';
import type { Env } from './env.ts';
import { findFunction } from './functions/catalog.ts';
import { expressionLimits } from './limits.ts';
import { linkCode } from './link.ts';
import { type LowerOptions, lowerTemplate } from './lower.ts';
import type { Template, TemplateHole } from './template.ts';
import { textOf } from './values.ts';

/** A template after folding: a plain value, or a smaller template to lower. */
export type Folded =
  | { readonly constant: true; readonly value: Json }
  | { readonly constant: false; readonly template: Template };

/** Value of a free name, if it is known now. */
export type KnownNames = (name: string) => { readonly value: Json } | undefined;

/**
 * Evaluates what is known at compile time. The result is what a render would give; an expression that would report a
 * problem at run time is left for run time. Nothing that depends on locale, time zone or time is folded.
 */
export function foldTemplate(template: Template, known: KnownNames, as: LowerOptions['as'] = 'value'): Folded {
  if (template.problems.length > 0) return { constant: false, template };
  const parts = template.parts.map((part) =>
    typeof part === 'string' || !part.ast ? part : { ...part, ast: fold(part.ast, known) },
  );
  const [only] = parts;
  if (template.whole && as === 'value') {
    const value = typeof only === 'object' ? literalOf(only) : undefined;
    return value ? { constant: true, value: value.value } : { constant: false, template: { ...template, parts } };
  }
  return joined(template, parts);
}

/** Holes that are constant texts by now, joined with the text around them. */
function joined(template: Template, parts: readonly (string | TemplateHole)[]): Folded {
  const merged: (string | TemplateHole)[] = [];
  for (const part of parts) {
    const literal = typeof part === 'string' ? undefined : literalOf(part);
    const text = typeof part === 'string' ? part : literal && textOf(literal.value);
    if (text === undefined) merged.push(part);
    else if (typeof merged.at(-1) === 'string') merged.push(`${merged.pop()}${text}`);
    else merged.push(text);
  }
  const [only = ''] = merged;
  if (merged.length <= 1 && typeof only === 'string' && only.length <= expressionLimits.textLength) {
    return { constant: true, value: only };
  }
  return { constant: false, template: { ...template, parts: merged, whole: template.whole } };
}

const literalOf = ({ ast }: TemplateHole): Literal | undefined => (ast?.kind === 'literal' ? ast : undefined);

function fold(expression: Expression, known: KnownNames): Expression {
  const inner = (part: Expression): Expression => fold(part, known);
  switch (expression.kind) {
    case 'literal':
      return expression;
    case 'name': {
      const value = known(expression.name);
      return value ? literal(expression, value.value) : expression;
    }
    case 'member':
      return evaluated({ ...expression, object: inner(expression.object) });
    case 'index':
      return evaluated({ ...expression, object: inner(expression.object), index: inner(expression.index) });
    case 'unary':
      return evaluated({ ...expression, operand: inner(expression.operand) });
    case 'binary':
      return evaluated({ ...expression, left: inner(expression.left), right: inner(expression.right) });
    case 'logical':
      return foldLogical({ ...expression, left: inner(expression.left), right: inner(expression.right) });
    case 'conditional': {
      const test = inner(expression.test);
      if (test.kind === 'literal' && (typeof test.value === 'boolean' || test.value === null)) {
        return inner(test.value ? expression.consequent : expression.alternate);
      }
      return { ...expression, test, consequent: inner(expression.consequent), alternate: inner(expression.alternate) };
    }
    case 'list':
      return evaluated({ ...expression, items: expression.items.map(inner) });
    case 'map':
      return evaluated({
        ...expression,
        entries: expression.entries.map((entry) => ({ ...entry, value: inner(entry.value) })),
      });
    case 'call':
      return foldCall(expression, known);
  }
}

/** The left side alone may decide; a deciding right side must not, because the left one may report a problem. */
function foldLogical(expression: Extract<Expression, { kind: 'logical' }>): Expression {
  const { operator, left, right } = expression;
  if (left.kind !== 'literal') return expression;
  if (operator === '??') return left.value === null ? right : left;
  const deciding = operator === '||';
  if ((left.value ?? false) === deciding) return literal(expression, deciding);
  return evaluated(expression);
}

function foldCall(call: Call, known: KnownNames): Expression {
  const args = call.args.map((argument) =>
    argument.kind === 'lambda' ? foldLambda(argument, known) : fold(argument, known),
  );
  const folded = { ...call, args };
  const definition = findFunction(call.name);
  return definition && !definition.environment ? evaluated(folded) : folded;
}

function foldLambda(lambda: Lambda, known: KnownNames): Lambda {
  const outer: KnownNames = (name) => (lambda.parameters.includes(name) ? undefined : known(name));
  return { ...lambda, body: fold(lambda.body, outer) };
}

const literal = ({ start, end }: Expression, value: Json): Literal => ({ kind: 'literal', value, start, end });

/** The value of an expression all of whose parts are constant; the expression itself if it has none, or a problem. */
function evaluated(expression: Expression): Expression {
  if (!isClosed(expression, [])) return expression;
  const hole = { start: expression.start, end: expression.end, ast: expression };
  const code = lowerTemplate({ text: '', parts: [hole], whole: true, problems: [] }, { owner: '', slotOf: () => null });
  let problems = 0;
  const value = linkCode(code)(
    [],
    foldingEnv(() => problems++),
  );
  return problems > 0 || sizeOf(value) > largestConstant ? expression : literal(expression, value);
}

/** Bigger results are made at run time: a program is sent and stored, and `padEnd('a', 5000)` is short as it is. */
const largestConstant = 4_096;

/** Characters and items of a value, counted only as far as it matters. */
function sizeOf(value: Json): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let size = 1;
  for (const [key, item] of Object.entries(value)) {
    size += key.length + sizeOf(item as Json);
    if (size > largestConstant) break;
  }
  return size;
}

/** Nothing here is read: what depends on the environment is never folded. */
function foldingEnv(problem: () => void): Env {
  return {
    steps: 0,
    stepLimit: 0,
    expressionSteps: expressionLimits.foldSteps,
    // Beyond what one expression can use, so that a fold ends with a problem and never with a thrown error.
    renderSteps: Number.POSITIVE_INFINITY,
    locale: 'en',
    timeZone: 'UTC',
    dir: 'ltr',
    now: '1970-01-01T00:00:00Z',
    message: () => '',
    messageParts: () => [],
    problem,
  };
}

function isClosed(part: Argument, parameters: readonly string[]): boolean {
  switch (part.kind) {
    case 'literal':
      return true;
    case 'name':
      return parameters.includes(part.name);
    case 'lambda':
      return isClosed(part.body, [...parameters, ...part.parameters]);
    case 'call': {
      const definition = findFunction(part.name);
      return Boolean(definition && !definition.environment) && part.args.every((arg) => isClosed(arg, parameters));
    }
    default:
      return childrenOf(part).every((child) => isClosed(child, parameters));
  }
}
