import type { Argument, BinaryOperator, Expression, Lambda, LogicalOperator } from './ast.ts';
import { childrenOf } from './children.ts';
import {
  expectSymbol,
  isSymbol,
  nested,
  next,
  node,
  type Parser,
  refuseForbidden,
  spanOf,
  tooDeep,
  unexpected,
} from './cursor.ts';
import { readToken, type Token } from './lexer.ts';
import { expressionLimits } from './limits.ts';
import { syntaxError } from './syntax-error.ts';

/** The expression that starts at `from`, and the offset after its closing brace. Throws `SyntaxProblem`. */
export function parseHole(source: string, from: number): { readonly ast: Expression; readonly end: number } {
  const parser: Parser = { source, from, token: readToken(source, from), nodes: 0, nesting: 0, lambdas: 0 };
  if (isSymbol(parser, '}') || parser.token.kind === 'end') {
    syntaxError('Write an expression between "${" and "}".', { start: from - 2, end: parser.token.end });
  }
  const ast = parseExpression(parser);
  if (!isSymbol(parser, '}')) unexpected(parser, 'an operator or a closing "}"');
  refuseDeep(ast);
  return { ast, end: parser.token.end };
}

/** expr = cond { "|" name [ args ] } */
function parseExpression(parser: Parser): Expression {
  let left = parseConditional(parser);
  while (isSymbol(parser, '|')) {
    next(parser);
    const name = functionName(parser);
    const { args, end } = isSymbol(parser, '(') ? parseArguments(parser) : { args: [], end: name.end };
    left = node(parser, {
      kind: 'call',
      name: name.text,
      nameSpan: spanOf(name),
      args: [left, ...args],
      start: left.start,
      end,
    });
  }
  return left;
}

/** cond = coal [ "?" expr ":" cond ] */
function parseConditional(parser: Parser): Expression {
  const test = parseBinary(parser, 0);
  if (!isSymbol(parser, '?')) return test;
  return nested(parser, () => {
    next(parser);
    const consequent = parseExpression(parser);
    expectSymbol(parser, ':', '":" and what to take otherwise');
    const alternate = parseConditional(parser);
    return node(parser, { kind: 'conditional', test, consequent, alternate, start: test.start, end: alternate.end });
  });
}

/** Weakest first; a row holds the operators of one strength, all left-associative. */
const strengths: readonly (readonly string[])[] = [
  ['??'],
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];
const strengthOf = new Map(strengths.flatMap((operators, strength) => operators.map((text) => [text, strength])));

function parseBinary(parser: Parser, weakest: number): Expression {
  let left = parseUnary(parser);
  for (;;) {
    const { kind, text } = parser.token;
    const strength = kind === 'symbol' || text === 'in' ? strengthOf.get(text) : undefined;
    if (strength === undefined || strength < weakest || kind === 'text') return left;
    next(parser);
    const right = parseBinary(parser, strength + 1);
    const span = { start: left.start, end: right.end };
    left = node(
      parser,
      strength < 3
        ? { kind: 'logical', operator: text as LogicalOperator, left, right, ...span }
        : { kind: 'binary', operator: text as BinaryOperator, left, right, ...span },
    );
  }
}

function parseUnary(parser: Parser): Expression {
  if (!isSymbol(parser, '!') && !isSymbol(parser, '-')) return parsePostfix(parser);
  const { text, start } = parser.token;
  return nested(parser, () => {
    next(parser);
    const operand = parseUnary(parser);
    return node(parser, { kind: 'unary', operator: text as '!' | '-', operand, start, end: operand.end });
  });
}

/** post = prim { "." name | "[" expr "]" } */
function parsePostfix(parser: Parser): Expression {
  let object = parsePrimary(parser);
  for (;;) {
    if (isSymbol(parser, '.')) {
      next(parser);
      const name = parser.token;
      if (name.kind !== 'name') unexpected(parser, 'the name of a property');
      refuseForbidden(name.text, name);
      next(parser);
      if (isSymbol(parser, '(')) {
        syntaxError(`Functions are written ${name.text}(value) or value | ${name.text}.`, spanOf(name));
      }
      const span = { start: object.start, end: name.end };
      object = node(parser, { kind: 'member', object, name: name.text, nameSpan: spanOf(name), ...span });
    } else if (isSymbol(parser, '[')) {
      object = nested(parser, () => {
        next(parser);
        const index = parseExpression(parser);
        if (index.kind === 'literal' && typeof index.value === 'string') refuseForbidden(index.value, index);
        const end = expectSymbol(parser, ']', 'a closing "]"').end;
        return node(parser, { kind: 'index', object, index, start: object.start, end });
      });
    } else return object;
  }
}

const constants = new Map<string, null | boolean>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function parsePrimary(parser: Parser): Expression {
  const { kind, text, number, start, end } = parser.token;
  if (kind === 'number' || kind === 'text') {
    next(parser);
    return node(parser, { kind: 'literal', value: kind === 'number' ? number : text, start, end });
  }
  if (kind === 'name') return parseName(parser);
  if (isSymbol(parser, '(')) return nested(parser, () => parseGroup(parser));
  if (isSymbol(parser, '[')) return nested(parser, () => parseList(parser));
  if (isSymbol(parser, '{')) return nested(parser, () => parseMap(parser));
  return unexpected(parser, 'a value');
}

function parseName(parser: Parser): Expression {
  const { text, start, end } = parser.token;
  const constant = constants.get(text);
  if (constant !== undefined) {
    next(parser);
    return node(parser, { kind: 'literal', value: constant, start, end });
  }
  if (text === 'in') unexpected(parser, 'a value');
  refuseForbidden(text, parser.token);
  const name = spanOf(parser.token);
  next(parser);
  if (!isSymbol(parser, '(')) return node(parser, { kind: 'name', name: text, start, end });
  const call = parseArguments(parser);
  return node(parser, { kind: 'call', name: text, nameSpan: name, args: call.args, start, end: call.end });
}

function parseGroup(parser: Parser): Expression {
  const { start } = parser.token;
  next(parser);
  const inner = parseExpression(parser);
  const { end } = expectSymbol(parser, ')', 'a closing ")"');
  // The brackets belong to the source of the value, so that a fix replaces them too.
  return { ...inner, start, end };
}

function parseList(parser: Parser): Expression {
  const { start } = parser.token;
  const { items, end } = parseItems(parser, ']', parseExpression);
  return node(parser, { kind: 'list', items, start, end });
}

function parseMap(parser: Parser): Expression {
  const { start } = parser.token;
  const seen = new Set<string>();
  const { items, end } = parseItems(parser, '}', () => {
    const key = parser.token;
    if (key.kind !== 'name' && key.kind !== 'text') unexpected(parser, 'a name and ":"');
    refuseForbidden(key.text, key);
    if (seen.has(key.text)) syntaxError(`"${key.text}" stands twice in this map.`, spanOf(key));
    seen.add(key.text);
    next(parser);
    expectSymbol(parser, ':', '":" and a value');
    return { key: key.text, keySpan: spanOf(key), value: parseExpression(parser) };
  });
  return node(parser, { kind: 'map', entries: items, start, end });
}

const parseArguments = (parser: Parser): { readonly args: readonly Argument[]; readonly end: number } =>
  nested(parser, () => {
    const { items, end } = parseItems(parser, ')', parseArgument);
    return { args: items, end };
  });

/** The opening symbol, items between commas, the closing one. */
function parseItems<T>(parser: Parser, closing: string, item: (parser: Parser) => T) {
  next(parser);
  const items: T[] = [];
  while (!isSymbol(parser, closing)) {
    if (items.length > 0) expectSymbol(parser, ',', `"," or a closing "${closing}"`);
    items.push(item(parser));
  }
  const { end } = parser.token;
  next(parser);
  return { items, end };
}

function parseArgument(parser: Parser): Argument {
  const parameters = lambdaParameters(parser);
  if (!parameters) return parseExpression(parser);
  const { start } = parser.token;
  for (const name of parameters.names) refuseForbidden(name, parser.token);
  if (new Set(parameters.names).size < parameters.names.length) {
    syntaxError('The two names of a function must differ.', { start, end: parameters.end });
  }
  parser.token = readToken(parser.source, parameters.end);
  if (++parser.lambdas > expressionLimits.lambdaDepth) {
    syntaxError(`Functions may be nested ${expressionLimits.lambdaDepth} deep.`, { start, end: parameters.end });
  }
  const body = parseExpression(parser);
  parser.lambdas--;
  return node<Lambda>(parser, { kind: 'lambda', parameters: parameters.names, body, start, end: body.end });
}

const word = '[A-Za-z_][A-Za-z0-9_]*';
const space = '[ \\t\\r\\n]*';
const lambdaPattern = new RegExp(
  `(?:(${word})|\\(${space}(${word})${space},${space}(${word})${space}\\))${space}=>`,
  'y',
);

/** The head of a lambda, when one starts here. A regular expression, because one token does not tell. */
function lambdaParameters({
  source,
  token,
}: Parser): { readonly names: readonly string[]; readonly end: number } | null {
  lambdaPattern.lastIndex = token.start;
  const match = lambdaPattern.exec(source);
  if (!match) return null;
  const names = match.slice(1).filter((name) => name !== undefined);
  if (names.some((name) => constants.has(name) || name === 'in')) return null;
  return { names, end: token.start + match[0].length };
}

function functionName(parser: Parser): Token {
  const name = parser.token;
  if (name.kind !== 'name' || constants.has(name.text) || name.text === 'in') {
    unexpected(parser, 'the name of a function after "|"');
  }
  refuseForbidden(name.text, name);
  next(parser);
  return name;
}

function refuseDeep(expression: Argument, depth = 1): void {
  if (depth > expressionLimits.depth) tooDeep(spanOf(expression));
  for (const child of childrenOf(expression)) refuseDeep(child, depth + 1);
}
