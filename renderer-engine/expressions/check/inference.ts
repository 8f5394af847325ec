import { nearestName } from '../../diagnostics/nearest-name.ts';
import type { Argument, Expression, Span } from '../ast.ts';
import {
  type ExpressionCode,
  type ExpressionFix,
  type ExpressionProblem,
  type ProblemParams,
  problemAt,
} from '../problem.ts';
import type { Binding, Scope, Type } from '../type.ts';
import type { Narrowings } from './narrow.ts';

/** What is known of a part: its type, and the dependency path it stands for while nothing was computed from it. */
export interface Known {
  readonly type: Type;
  readonly path: string | null;
}

/** Told what each part of an expression is; `locals` are the parameters of the lambdas around it. */
export type PartObserver = (part: Expression, known: Known, locals: ReadonlyMap<string, Binding>) => void;

/** One run of the checker over one template. Collects, in the order of the source. */
export interface Inference {
  readonly source: string;
  readonly scope: Scope;
  /** Parameters of the lambdas around. */
  readonly locals: ReadonlyMap<string, Binding>;
  readonly narrowed: Narrowings;
  readonly problems: ExpressionProblem[];
  readonly reads: Set<string>;
  /** Set once something is read that is only known at run time. */
  readonly varies: { now: boolean };
  /** Infers a part; handed down, because parts are of any kind. */
  readonly infer: (part: Expression, inference: Inference) => Known;
  /** Hears the type of every part, and the lambda parameters it sees. */
  readonly observe?: PartObserver | undefined;
}

/** Infers a part whose value is used here, so that its path is read. */
export function use(part: Expression, inference: Inference): Type {
  const { type, path } = inference.infer(part, inference);
  if (path !== null) inference.reads.add(path);
  return type;
}

export function reportProblem<C extends ExpressionCode>(
  inference: Inference,
  code: C,
  params: ProblemParams[C],
  span: Span,
  more: { readonly hint?: string; readonly fix?: ExpressionFix } = {},
): void {
  inference.problems.push(problemAt(code, params, span, more));
}

/** "Did you mean", as a hint and a fix; nothing when no name is near. */
export function didYouMean(name: string, candidates: Iterable<string>, span: Span, write = (near: string) => near) {
  const near = nearestName(name, candidates);
  if (near === null) return {};
  const title = `Replace "${name}" with "${near}"`;
  const { start, end } = span;
  return { hint: `Did you mean "${near}"?`, fix: { title, safe: false, replacement: write(near), start, end } };
}

/** The text of a part, shortened for a message. */
export function sourceOf({ source }: Inference, { start, end }: Argument): string {
  const text = source.slice(start, end).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
