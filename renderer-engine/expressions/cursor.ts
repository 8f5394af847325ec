import type { Argument, Span } from './ast.ts';
import { readToken, type Token } from './lexer.ts';
import { expressionLimits } from './limits.ts';
import { syntaxError } from './syntax-error.ts';

/** Where parsing stands, and what has been used of the limits. */
export interface Parser {
  readonly source: string;
  readonly from: number;
  token: Token;
  nodes: number;
  /** Open brackets and unary operators: bounds the parser's own recursion. */
  nesting: number;
  lambdas: number;
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

export function refuseForbidden(name: string, span: Span): void {
  if (forbidden.has(name)) syntaxError(`"${name}" cannot be used as a name.`, spanOf(span));
}

export function next(parser: Parser): void {
  parser.token = readToken(parser.source, parser.token.end);
  if (parser.token.end - parser.from > expressionLimits.sourceCharacters) {
    syntaxError(`An expression has at most ${expressionLimits.sourceCharacters} characters.`, {
      start: parser.from,
      end: parser.token.end,
    });
  }
}

export function isSymbol({ token }: Parser, text: string): boolean {
  return token.kind === 'symbol' && token.text === text;
}

export function expectSymbol(parser: Parser, text: string, expected: string): Token {
  const { token } = parser;
  if (!isSymbol(parser, text)) unexpected(parser, expected);
  next(parser);
  return token;
}

export function unexpected({ token }: Parser, expected: string): never {
  const found = token.kind === 'end' ? 'the text ends' : `"${token.text}" stands`;
  return syntaxError(`Expected ${expected}, but ${found} here.`, spanOf(token));
}

export function nested<T>(parser: Parser, parse: () => T): T {
  if (++parser.nesting > expressionLimits.depth * 2) tooDeep(spanOf(parser.token));
  const result = parse();
  parser.nesting--;
  return result;
}

export function node<N extends Argument>(parser: Parser, made: N): N {
  if (++parser.nodes > expressionLimits.nodes) {
    syntaxError(`An expression has at most ${expressionLimits.nodes} parts. Split it with "let".`, spanOf(made));
  }
  return made;
}

/** Gives up: too many brackets in brackets. */
export const tooDeep = (span: Span): never =>
  syntaxError(`An expression may be nested ${expressionLimits.depth} deep. Split it with "let".`, span);

/** Just the offsets of a token or a part. */
export const spanOf = ({ start, end }: Span): Span => ({ start, end });
