import type { Code } from '../program.ts';
import { overBudget } from './budget.ts';
import { constantOf } from './code.ts';
import { type Env, type Linked, RenderBudgetError, type Value } from './env.ts';
import type { Block, Evaluate } from './link-context.ts';
import { isSimple } from './link-equality.ts';
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
  const { steps } = block;
  if (!isShort(code)) return (frame, env) => run(evaluate, steps, frame, env);
  return (frame, env) => {
    env.steps += steps;
    refuseOverspent(env);
    return evaluate(frame, env);
  };
}

/** Of operators that take no more than their steps, and too few of them to use a budget up: nothing to watch over. */
function isShort(code: Code, left = { operators: 32 }): boolean {
  if (!Array.isArray(code) || code[0] === 'const') return true;
  const [name, ...operands] = code;
  left.operators -= 1;
  if (left.operators < 0) return false;
  if (name === 'slot') return true;
  if (name === 'get') return operands.length <= 8 && isShort(operands[0] ?? null, left);
  const isEquality = name === '==' || name === '!=';
  if (isEquality && !isSimple(constantOf(operands[1] ?? null))) return false;
  const isKnown = isEquality || name === '?' || name === '!' || name === '??' || name === '&&' || name === '||';
  return isKnown && operands.every((operand) => isShort(operand, left));
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
