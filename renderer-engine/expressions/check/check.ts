import type { Expression } from '../ast.ts';
import { type ExpressionProblem, problemAt } from '../problem.ts';
import type { Template } from '../template.ts';
import type { CheckedTemplate, Scope, Type } from '../type.ts';
import { anyType, describe, textType, typeOfValue, wantsText, withoutNull } from '../types.ts';
import { fitsType } from './fit.ts';
import { infer } from './infer.ts';
import { didYouMean, type Inference, type PartObserver, use } from './inference.ts';
import { nothingNarrowed } from './narrow.ts';

/**
 * Checks a template against the names it sees. `expects` is the type of the place it stands in; without null in it the
 * place is required, and a value that may be null gets UI4106. A place that wants text takes numbers as well.
 */
export function checkTemplate(
  template: Template,
  scope: Scope,
  expects: Type = anyType,
  observe?: PartObserver,
): CheckedTemplate {
  const inference: Inference = {
    source: template.text,
    scope,
    locals: new Map(),
    narrowed: nothingNarrowed,
    problems: [...template.problems],
    reads: new Set(),
    varies: { now: false },
    infer,
    observe,
  };
  const type = template.whole ? checkWhole(template, expects, inference) : checkText(template, inference);
  return {
    type,
    problems: inference.problems.toSorted((a, b) => a.start - b.start || a.end - b.end),
    reads: [...inference.reads].sort(),
    constant: !inference.varies.now && template.problems.length === 0,
  };
}

function checkText({ parts }: Template, inference: Inference): Type {
  const [only = ''] = parts;
  if (parts.length === 1 && typeof only === 'string') return typeOfValue(only);
  for (const part of parts) {
    if (typeof part === 'object' && part.ast) checkTextual(use(part.ast, inference), part.ast, inference.problems);
  }
  return textType;
}

function checkWhole({ parts }: Template, expects: Type, inference: Inference): Type {
  const [hole] = parts;
  if (typeof hole !== 'object' || !hole.ast) return anyType;
  const found = use(hole.ast, inference);
  const before = inference.problems.length;
  checkPlace(found, expects, hole.ast, inference);
  const isRequired = !expects.any && !expects.null;
  if (isRequired && found.null && inference.problems.length === before) {
    const what = inference.source.slice(hole.ast.start, hole.ast.end);
    inference.problems.push(problemAt('UI4106', { what }, hole.ast));
  }
  return found;
}

function checkPlace(found: Type, expects: Type, ast: Expression, { problems }: Inference): void {
  const asText = wantsText(expects);
  if (asText && checkTextual(found, ast, problems)) return;
  // Numbers are written as text there, so only what else it may be has to fit.
  const { number, ...others } = found;
  if (fitsType(asText && !Array.isArray(expects.text) ? others : found, expects)) return;
  const params = {
    operation: 'this place',
    expected: describe(withoutNull(expects)),
    found: describe(withoutNull(found)),
  };
  const near =
    ast.kind === 'literal' && typeof ast.value === 'string' && Array.isArray(expects.text)
      ? didYouMean(ast.value, expects.text, ast, (name) => `'${name}'`)
      : {};
  problems.push(problemAt('UI4102', params, ast, near));
}

/** Booleans, lists and maps have no form in text; answers whether that is so here. */
function checkTextual({ any, boolean, list, map }: Type, ast: Expression, problems: ExpressionProblem[]): boolean {
  if (any || !(boolean || list || map)) return false;
  const found = describe({ ...(boolean && { boolean }), ...(list && { list }), ...(map && { map }) });
  problems.push(problemAt('UI4007', { found }, ast));
  return true;
}
