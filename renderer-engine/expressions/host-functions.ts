import type { Code } from '../program.ts';
import { spend, textSteps } from './budget.ts';
import type { Value } from './env.ts';
import type { Evaluate, LinkContext } from './link-context.ts';
import type { Type } from './type.ts';

/** What the manifest promises of a function of the host (language.md 3.3). */
export interface HostSignature {
  readonly name: string;
  /** As documentation writes it: `taxOf(amount, country?)`. */
  readonly signature: string;
  readonly summary: string;
  /** Types of the arguments in order; those behind the first `least` may be left out. */
  readonly takes: readonly Type[];
  readonly least: number;
  readonly gives: Type;
}

/** What a function of the host gave, or why that is no value of its kind, in words. */
export type HostAnswer = { readonly value: Value } | { readonly problem: string };

/** Asks a function of the host; null when it has none of that name. */
export type AskHost = (name: string, args: readonly Value[]) => HostAnswer | null;

/** `["host", function, argument, …]`: one step, and what texts cost. What the host cannot give is null, with UI4102. */
export function linkHostCall([name, ...codes]: readonly Code[], context: LinkContext): Evaluate {
  context.block.steps++;
  const args = codes.map((code) => context.link(code, context));
  return (frame, env) => {
    const given = args.map((argument) => argument(frame, env));
    for (const value of given) if (typeof value === 'string') spend(env, textSteps(value.length));
    const answer = env.host?.(String(name), given) ?? null;
    if (answer === null) return null;
    if ('value' in answer) return answer.value;
    env.problem('UI4102', { operation: `"${String(name)}"`, expected: 'an answer of the host', found: answer.problem });
    return null;
  };
}
