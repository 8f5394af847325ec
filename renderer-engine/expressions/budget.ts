import { type Env, RenderBudgetError, type Value } from './env.ts';
import { expressionLimits } from './limits.ts';

/** Ends the running expression; `linkCode` catches it and gives null. One object, because making a stack is slow. */
export const overBudget = new Error('The expression is over its budget.');

/** Counts work. Throws `overBudget`, or `RenderBudgetError` when the whole render has used its steps. */
export function spend(env: Env, steps: number): void {
  env.steps += steps;
  if (env.steps > env.stepLimit) stop(env);
}

function stop(env: Env): never {
  if (env.stepLimit >= env.renderSteps) throw new RenderBudgetError(env.renderSteps);
  // One expensive call may ask for more than is left; no expression costs a render more than its own budget.
  env.steps = env.stepLimit;
  env.problem('UI9101', { limit: 'steps', value: env.expressionSteps });
  throw overBudget;
}

/** Text is read in blocks of 64 units at the cost of one step, about what one operator takes. */
export const textSteps = (length: number): number => length >> 6;

/** The text, or null with a problem when it is longer than an expression may make. */
export const limitText = (env: Env, text: string): Value =>
  text.length <= expressionLimits.textLength ? text : textTooLong(env);

/** Null with a problem, for a text that is not even made because it would be that long. */
export function textTooLong(env: Env): null {
  env.problem('UI9101', { limit: 'text length', value: expressionLimits.textLength });
  return null;
}

/** The list, or null with a problem when it is longer than an expression may make. */
export const limitList = (env: Env, list: readonly Value[]): Value =>
  list.length <= expressionLimits.listLength ? list : listTooLong(env);

/** Null with a problem, for a list that is not even made because it would be that long. */
export function listTooLong(env: Env): null {
  env.problem('UI9101', { limit: 'list length', value: expressionLimits.listLength });
  return null;
}
