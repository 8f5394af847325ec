import type { DiagnosticParams } from '../diagnostics/catalog.ts';

/** What expressions can be wrong about: compile time UI4xxx, at run time also UI4102, UI4007 and the limits UI9xxx. */
export type ExpressionCode =
  | 'UI4001'
  | 'UI4007'
  | 'UI4101'
  | 'UI4102'
  | 'UI4103'
  | 'UI4104'
  | 'UI4105'
  | 'UI4106'
  | 'UI4107'
  | 'UI4201'
  | 'UI4202'
  | 'UI9001'
  | 'UI9101';

/** What the message of each code is made of. */
export type ProblemParams = { readonly [C in ExpressionCode]: DiagnosticParams<C> };

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

/** Makes a problem; its place is that of `span`. */
export function problemAt<C extends ExpressionCode>(
  code: C,
  params: ProblemParams[C],
  { start, end }: { readonly start: number; readonly end: number },
  more: { readonly hint?: string; readonly fix?: ExpressionFix } = {},
): ExpressionProblem {
  return { code, params, start, end, ...more } as ExpressionProblem;
}
