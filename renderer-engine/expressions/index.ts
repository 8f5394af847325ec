/**
 * The expression language (language.md 3). The way of a string: `parseTemplate` → `checkTemplate` → `foldTemplate` →
 * `lowerTemplate` (all at compile time) → `linkCode` (once per program) → the linked function (once per hole).
 *
 * ```ts
 * parseTemplate(text: string): Template                                   // never throws; cached by text
 * typeOfSchema(schema: JsonSchema): Type                                  // no `$ref` in it any more
 * types: anyType nullType booleanType numberType textType, listOf(type), mapOf(properties, rest?), union(...types),
 *        nullable(type), withoutNull(type), wantsText(type): boolean      // accepts text but no number
 * scopeOf(bindings: Record<string, Binding>, outer?: Scope): Scope
 * checkTemplate(template, scope, expects?: Type): CheckedTemplate         // expects without null = required
 * foldTemplate(template, bindings: (name) => { value: Json } | undefined, as?: 'value' | 'text'): Folded
 *                                                  // { constant: true, value } | { constant: false, template }
 * lowerTemplate(template, { owner, slotOf: (name) => Code, aliasOf?: (alias) => document id, as?: 'value' | 'text' }): Code
 * linkCode(code: Code): Linked                                            // (frame, env) => value
 * readNames(template): readonly string[]                                  // free names, sorted
 * ```
 * `as: 'text'` is for places that want text: a whole-string hole is then formatted like a hole inside text.
 * `slotOf` answers `['slot', 7]`, or `['const', json]`, or any other code.
 */
export type * from './ast.ts';
export type { Env, Linked, Value } from './env.ts';
export { RenderBudgetError } from './env.ts';
export type * from './problem.ts';
export type * from './template.ts';
export type * from './type.ts';
