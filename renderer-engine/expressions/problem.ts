/**
 * What is wrong in a template or an expression, at offsets of the decoded string. The compiler adds the place in the
 * document and turns it into a diagnostic. A union over the codes, so that `code` decides what `params` is.
 */
export type ExpressionProblem = { [C in ExpressionCode]: Problem<C> }[ExpressionCode];

interface Problem<C extends ExpressionCode> {
  readonly code: C;
  readonly params: ProblemParams[C];
  readonly start: number;
  readonly end: number;
  readonly hint?: string;
  readonly fix?: ExpressionFix;
}

/** Replaces `start` to `end` of the decoded string. `safe`: never changes what the document does. */
export interface ExpressionFix {
  readonly title: string;
  readonly safe: boolean;
  readonly replacement: string;
  readonly start: number;
  readonly end: number;
}

/** Code → what its message is made of. Kinds of values are said in words: `a number`, `a list`, `text`. */
export interface ProblemParams {
  /** Syntax or a size limit of the source; `reason` is a whole sentence. */
  readonly UI4001: { readonly reason: string };
  /** A boolean, list or map where text is written. */
  readonly UI4007: { readonly found: string };
  readonly UI4101: { readonly name: string };
  /** `operation`: an operator, a function with its argument (`"round", argument 2`), or `this place`. */
  readonly UI4102: { readonly operation: string; readonly expected: string; readonly found: string };
  readonly UI4103: { readonly property: string; readonly of: string };
  readonly UI4104: { readonly name: string };
  readonly UI4105: { readonly name: string; readonly expected: string; readonly found: number };
  /** `what`: the source text that may be null. */
  readonly UI4106: { readonly what: string };
  readonly UI4107: { readonly name: string };
  readonly UI4201: { readonly key: string };
  /** `expected` and `found` are empty but for the reason `type`. */
  readonly UI4202: {
    readonly key: string;
    readonly argument: string;
    readonly reason: 'missing' | 'unknown' | 'type';
    readonly expected: string;
    readonly found: string;
  };
  /** A message marks up words that nothing stands around here. */
  readonly UI4204: { readonly key: string; readonly markup: string };
  /** Run time only: a budget or size limit; `limit` in words (`steps`, `text length`, `list length`). */
  readonly UI9101: { readonly limit: string; readonly value: number };
}

/** What expressions can be wrong about: at compile time UI4xxx, at run time UI4007, UI4102 and UI9101. */
export type ExpressionCode = keyof ProblemParams;

/** Makes a problem; its place is that of `span`. */
export function problemAt<C extends ExpressionCode>(
  code: C,
  params: ProblemParams[C],
  { start, end }: { readonly start: number; readonly end: number },
  more: { readonly hint?: string; readonly fix?: ExpressionFix } = {},
): ExpressionProblem {
  return { code, params, start, end, ...more } as ExpressionProblem;
}
