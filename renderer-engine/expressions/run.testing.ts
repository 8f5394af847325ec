import type { Json } from '../document/types.ts';
import type { Env } from './env.ts';
import { expressionLimits } from './limits.ts';
import { linkCode } from './link.ts';
import { lowerTemplate } from './lower.ts';
import { parseTemplate } from './parse-template.ts';
import type { Template } from './template.ts';

/** What a test learns from running a template. */
export interface Run {
  readonly value: Json;
  readonly problems: readonly { readonly code: string; readonly params: object }[];
  readonly steps: number;
}

/** A render of 2 March 2026, 10:00 in Berlin, in English; `message` shows what it was asked for. */
export function testEnv(problems: { code: string; params: object }[], changes: Partial<Env> = {}): Env {
  return {
    steps: 0,
    stepLimit: 0,
    expressionSteps: expressionLimits.expressionSteps,
    renderSteps: expressionLimits.renderSteps,
    locale: 'en',
    timeZone: 'Europe/Berlin',
    dir: 'ltr',
    now: '2026-03-02T09:00:00Z',
    message: (owner, key, args) => `${owner}/${key}${JSON.stringify(args)}`,
    messageParts: (owner, key) => [{ markup: null, words: `${owner}/${key}` }],
    problem: (code, params) => problems.push({ code, params }),
    ...changes,
  };
}

/** Lowers, links and runs a template with values for its free names. */
export function run(
  text: string | Template,
  names: Readonly<Record<string, unknown>> = {},
  changes?: Partial<Env>,
): Run {
  const template = typeof text === 'string' ? parseTemplate(text) : text;
  const slots = Object.keys(names);
  const slotOf = (name: string): Json => (slots.includes(name) ? ['slot', slots.indexOf(name)] : null);
  const problems: { code: string; params: object }[] = [];
  const env = testEnv(problems, changes);
  // Through JSON, as programs are stored.
  const code = JSON.parse(JSON.stringify(lowerTemplate(template, { owner: 'acme/page', slotOf })));
  const value = linkCode(code)(
    slots.map((name) => names[name] as Json),
    env,
  );
  return { value, problems, steps: env.steps };
}
