import type { Span } from './ast.ts';
import { type ExpressionFix, type ExpressionProblem, problemAt } from './problem.ts';

/** Ends parsing of one hole; `parseTemplate` catches it. */
export class SyntaxProblem extends Error {
  readonly problem: ExpressionProblem;
  constructor(problem: ExpressionProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Gives up on the hole that is being parsed. `sentence` is shown to the author. */
export function syntaxError(sentence: string, span: Span, fix?: ExpressionFix): never {
  throw new SyntaxProblem(problemAt('UI4001', { reason: sentence }, span, fix && { fix }));
}
