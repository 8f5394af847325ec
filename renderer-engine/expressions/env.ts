import type { Json } from '../document/types.ts';
import type { AskHost } from './host-functions.ts';
import type { ExpressionCode, ProblemParams } from './problem.ts';

/** A run-time value: plain, frozen JSON. */
export type Value = Json;

/** What linked code may know of the render it runs in. One per render; `steps` counts up. */
export interface Env {
  /** Steps used so far in this render. */
  steps: number;
  /** Used by linked code: the step at which the running expression is over its budget. */
  stepLimit: number;
  /** Used by linked code: the last value known to be a plain object. Reads of one row come one after another. */
  plain?: object;
  readonly expressionSteps: number;
  readonly renderSteps: number;
  /** BCP 47. */
  readonly locale: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly dir: 'ltr' | 'rtl';
  /** RFC 3339 instant. */
  readonly now: string;
  /** Functions of the host. */
  readonly host?: AskHost;
  /** Text of a message of document `owner` (its id; for `alias:key` the compiler has resolved the alias). */
  message(owner: string, key: string, args: Readonly<Record<string, Value>>): string;
  /** The same in pieces, so that a node can stand around words. */
  messageParts(
    owner: string,
    key: string,
    args: Readonly<Record<string, Value>>,
  ): readonly { readonly markup: string | null; readonly words: string }[];
  /** A value became null because of a mistake; the renderer knows where. */
  problem<C extends ExpressionCode>(code: C, params: ProblemParams[C]): void;
}

/** Linked code. Never throws, but for `RenderBudgetError` when the whole render is over its budget. */
export type Linked = (frame: readonly Value[], env: Env) => Value;

/** The render has used all its steps (language.md 4.6). */
export class RenderBudgetError extends Error {
  override readonly name = 'RenderBudgetError';
  readonly limit: number;
  constructor(limit: number) {
    super(`The render needs more than ${limit} steps.`);
    this.limit = limit;
  }
}
