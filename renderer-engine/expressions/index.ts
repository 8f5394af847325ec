/**
 * The expression language (language.md 3). The way of a string: `parseTemplate` → `checkTemplate` → `foldTemplate` →
 * `lowerTemplate` (all at compile time) → `linkCode` (once per program) → the linked function (once per hole).
 */
export type * from './ast.ts';
export { checkTemplate } from './check/check.ts';
export type { Known, PartObserver } from './check/inference.ts';
export { clockTimeOf, instantOfClock } from './clock-time.ts';
export { constantCode, constantOf } from './code.ts';
export type { Env, Linked, Value } from './env.ts';
export { RenderBudgetError } from './env.ts';
export { type Folded, foldTemplate, type KnownNames } from './fold.ts';
export { type FormatNotation, formatExpression, parseFormat } from './format-notation.ts';
export { readNames } from './free-names.ts';
export { functionGroups, functionNames, functionSummaries } from './functions/catalog.ts';
export type { AskHost, HostAnswer, HostSignature } from './host-functions.ts';
export { expressionLimits } from './limits.ts';
export { linkCode } from './link.ts';
export { type LowerOptions, lowerTemplate } from './lower.ts';
export { isDynamic, parseTemplate } from './parse-template.ts';
export type { ExpressionCode, ExpressionFix, ExpressionProblem, ProblemParams } from './problem.ts';
export { readsLive } from './reads-live.ts';
export { typeOfSchema } from './schema-type.ts';
export { messagesOf, rootNames, scopeOf } from './scope.ts';
export type * from './template.ts';
export type * from './type.ts';
export * from './types.ts';
export { isPlain, textOf } from './values.ts';
