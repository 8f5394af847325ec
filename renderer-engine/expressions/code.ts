import type { Json } from '../document/types.ts';
import type { Code } from '../program.ts';

/**
 * Lowered expressions: plain JSON, so that a program can be stored and hashed. Scalars and texts stand for themselves;
 * a list is an operation, named by its first item:
 *
 * | Code | Gives |
 * |---|---|
 * | `["const", json]` | a constant list or map |
 * | `["slot", n]` | slot `n` of the frame |
 * | `["item", depth]`, `["index", depth]` | first and second parameter of the lambda at that depth, from 0 |
 * | `["get", object, name, …]` | a path of properties |
 * | `["at", object, index]` | an item by position or a property by key |
 * | `["!", x]`, `["neg", x]` | negation |
 * | `["+", a, b]` … `["in", a, b]` | the binary operators of language.md 3.2 by their signs |
 * | `["&&", a, b]`, `["||", a, b]`, `["??", a, b]`, `["?", test, then, otherwise]` | only evaluate what they need |
 * | `["list", item, …]`, `["map", key, value, …]` | a list or map of the values |
 * | `["text", part, …]` | the parts as one text; null is empty |
 * | `["call", function, argument, …]` | a built-in; a lambda argument is `["=>", depth, body]` |
 * | `["host", function, argument, …]` | a function of the host |
 * | `["t", owner, key, arguments]` | a message of document `owner`; `arguments` is code for a map |
 * | `["parts", owner, key, arguments]` | the same as a list of `{ markup, words }` |
 */
export type Operation = readonly [name: string, ...operands: Code[]];

/** Code for a constant of any kind. */
export const constantCode = (value: Json): Code =>
  typeof value === 'object' && value !== null ? ['const', value] : value;

/** The value of code that is a constant; undefined for anything else. */
export function constantOf(code: Code): Json | undefined {
  if (!Array.isArray(code)) return code;
  return code[0] === 'const' ? code[1] : undefined;
}
