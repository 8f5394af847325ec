import type { Code } from '../program.ts';
import { limitText, spend, textSteps } from './budget.ts';
import type { Env, Value } from './env.ts';
import type { Evaluate, LinkContext } from './link-context.ts';
import { kindOf, textOf } from './values.ts';

/** `["text", part, …]`: one step per part. What has no text form is left empty, with UI4007. */
export function linkText(codes: readonly Code[], context: LinkContext): Evaluate {
  context.block.steps += codes.length;
  const parts = codes.map((code) => (typeof code === 'string' ? code : context.link(code, context)));
  const [first, second] = parts;
  // "static ${hole}" and "${hole} static" are most of all.
  if (parts.length === 2 && typeof first === 'string' && typeof second === 'function') {
    return (frame, env) => finished(env, first + partText(env, second(frame, env)));
  }
  return (frame, env) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : partText(env, part(frame, env));
    return finished(env, text);
  };
}

function finished(env: Env, text: string): Value {
  if (text.length < 64) return text;
  spend(env, textSteps(text.length));
  return limitText(env, text);
}

function partText(env: Env, value: Value): string {
  const text = textOf(value);
  if (text === undefined) env.problem('UI4007', { found: kindOf(value) });
  return text ?? '';
}
