import type { Code } from '../program.ts';
import { overBudget } from './budget.ts';
import { constantOf } from './code.ts';
import { type Env, type Linked, RenderBudgetError, type Value } from './env.ts';
import type { Block, Evaluate } from './link-context.ts';
import { linkPart } from './link-part.ts';

/**
 * Makes a function of lowered code, out of closures. It counts its steps in `env.steps`, stays below
 * `env.expressionSteps`, and gives null with a problem where the language says so. Throws at once on code that
 * `lowerTemplate` cannot have made.
 */
export function linkCode(code: Code): Linked {
  const constant = constantOf(code);
  if (constant !== undefined) return () => constant;
  if (Array.isArray(code) && code[0] === 'slot') {
    const slot = Number(code[1]);
    return (frame) => frame[slot] ?? null;
  }
  const block: Block = { steps: 0 };
  const evaluate = linkPart(code, { block, cells: [], link: linkPart });
  return (frame, env) => run(evaluate, block.steps, frame, env);
}

function run(evaluate: Evaluate, steps: number, frame: readonly Value[], env: Env): Value {
  const start = env.steps;
  env.stepLimit = Math.min(start + env.expressionSteps, env.renderSteps);
  try {
    env.steps = start + steps;
    return evaluate(frame, env);
  } catch (error) {
    if (error === overBudget) return null;
    throw error;
  } finally {
    // Straight-line code is counted in one sum, so it may pass the limit without noticing.
    refuseOverspent(env);
  }
}

function refuseOverspent(env: Env): void {
  if (env.steps > env.renderSteps) throw new RenderBudgetError(env.renderSteps);
}
