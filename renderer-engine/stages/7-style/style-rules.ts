import type { JsonObject } from '../../document/types.ts';
import { readStyle } from '../../themes/read-style.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { type StyleStep, styleStates, styleSteps } from '../../themes/style-properties.ts';
import type { At } from '../../themes/token-tree.ts';
import { type Rule, rule } from './rules.ts';

/** A rule and the width from which it applies. */
export interface StepRule {
  readonly step: StyleStep;
  readonly rule: Rule;
}

/** A style object as rules for one selector. */
export function styleRules(
  selector: string,
  style: JsonObject,
  { breakpoints }: Pick<ResolvedTheme, 'breakpoints'>,
  from: At | null,
): readonly StepRule[] {
  return readStyle(style).rules.map(({ step, state, inside, declarations }) => {
    const body = Object.entries(declarations)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([property, value]) => `${property}:${value}`)
      .join(';');
    const target = selector + (state === null ? '' : styleStates[state]) + inside;
    return { step, rule: rule(target, body, from, conditionOf(step, breakpoints)) };
  });
}

/** All rules of a layer, wider steps later, so that they win. */
export const byWidth = (rules: readonly StepRule[]): readonly Rule[] =>
  styleSteps.flatMap((step) => rules.filter((one) => one.step === step).map((one) => one.rule));

function conditionOf(step: StyleStep, breakpoints: ResolvedTheme['breakpoints']): readonly string[] {
  if (step === 'base') return [];
  const size = breakpoints[step.replace('@', '') as keyof typeof breakpoints];
  return [`${step.startsWith('@') ? '@container' : '@media'} (width>=${size})`];
}
