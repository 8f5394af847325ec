import type { JsonObject } from '../../document/types.ts';
import { readStyle } from '../../themes/read-style.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { type StyleStep, styleStates } from '../../themes/style-properties.ts';

/** A style object as rules for one selector. */
export interface StyleCss {
  /** Step by step, so that a sheet can sort all its rules by width. */
  readonly steps: ReadonlyMap<StyleStep, string>;
  readonly tokens: readonly string[];
}

export function styleCss(selector: string, style: JsonObject): StyleCss {
  const { rules, tokens } = readStyle(style);
  const steps = new Map<StyleStep, string>();
  for (const { step, state, inside, declarations } of rules) {
    const body = Object.entries(declarations)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([property, value]) => `${property}:${value}`)
      .join(';');
    const target = selector + (state === null ? '' : styleStates[state]) + inside;
    steps.set(step, `${steps.get(step) ?? ''}${target}{${body}}`);
  }
  return { steps, tokens };
}

/** Rules of one step inside its media or container query. */
export function inStep(step: StyleStep, rules: string, breakpoints: ResolvedTheme['breakpoints']): string {
  if (step === 'base') return rules;
  const size = breakpoints[step.replace('@', '') as keyof typeof breakpoints];
  return step.startsWith('@') ? `@container (width>=${size}){${rules}}` : `@media (width>=${size}){${rules}}`;
}
