import type { Code } from '../program.ts';
import type { Env, Value } from './env.ts';

/** Linked code inside an expression. May throw `overBudget`. */
export type Evaluate = (frame: readonly Value[], env: Env) => Value;

/**
 * Operators that always run together. Their steps are known when code is linked, so a block adds them in one go; what
 * runs only sometimes (a branch, a lambda body) is a block of its own.
 */
export interface Block {
  steps: number;
}

/** The running lambda's arguments. Expressions never suspend and never recurse, so one cell per lambda is enough. */
export interface Cell {
  item: Value;
  index: number;
}

export interface LinkContext {
  readonly block: Block;
  /** By depth. */
  readonly cells: readonly Cell[];
  /** Links a part of the code; handed down, because operations hold parts of any kind. */
  readonly link: (code: Code, context: LinkContext) => Evaluate;
}
