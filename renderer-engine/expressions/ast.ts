import type { Json } from '../document/types.ts';

/** Offsets in the decoded string: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in';
export type LogicalOperator = '&&' | '||' | '??';

/** Folding turns any constant subtree into a `literal`, so its value may be a list or map. */
export interface Literal extends Span {
  readonly kind: 'literal';
  readonly value: Json;
}
export interface Name extends Span {
  readonly kind: 'name';
  readonly name: string;
}
export interface Member extends Span {
  readonly kind: 'member';
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}
export interface Index extends Span {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}
export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: Expression;
}
export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Logical extends Span {
  readonly kind: 'logical';
  readonly operator: LogicalOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}
export interface List extends Span {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}
export interface MapLiteral extends Span {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: string; readonly keySpan: Span; readonly value: Expression }[];
}
/** `x | f(a)` is a call of `f` with `x` first. */
export interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Argument[];
}
export interface Lambda extends Span {
  readonly kind: 'lambda';
  readonly parameters: readonly string[];
  readonly body: Expression;
}

/** A parsed expression of language.md 3.2. */
export type Expression =
  | Literal
  | Name
  | Member
  | Index
  | Unary
  | Binary
  | Logical
  | Conditional
  | List
  | MapLiteral
  | Call;
export type Argument = Expression | Lambda;
