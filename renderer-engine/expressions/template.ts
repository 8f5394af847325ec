import type { Expression, Span } from './ast.ts';
import type { ExpressionProblem } from './problem.ts';

/** `${ … }` in a string, from the dollar to after the brace. `ast` is null when it is broken. */
export interface TemplateHole extends Span {
  readonly ast: Expression | null;
}

/** A string of the document, split at its holes. */
export interface Template {
  /** Source text the offsets count in. */
  readonly text: string;
  readonly parts: readonly (string | TemplateHole)[];
  /** Exactly one hole and nothing else: the value keeps its type. */
  readonly whole: boolean;
  readonly problems: readonly ExpressionProblem[];
}
