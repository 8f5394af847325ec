import type { ProgramStyles } from '../../program.ts';
import { readStyle } from '../../themes/read-style.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { type Rule, rule } from './rules.ts';
import { byWidth, styleRules } from './style-rules.ts';

/** Layer `ui.utilities`: one class per distinct style object. */
export function utilityRules({ classes }: Pick<ProgramStyles, 'classes'>, theme: ResolvedTheme): readonly Rule[] {
  const names = Object.keys(classes).sort();
  return byWidth(names.flatMap((name) => styleRules(`.${name}`, classes[name] ?? {}, theme, null)));
}

/** Whether some style asks for the width of its container; then the parts of a page become containers. */
export const asksContainer = (classes: ProgramStyles['classes']): boolean =>
  Object.values(classes).some((style) => readStyle(style).rules.some(({ step }) => step.startsWith('@')));

/** Boxes whose width does not depend on what is in them, so they may be asked. */
export const containerRule: Rule = rule(
  ':where(.ui-page__main,.ui-page__aside,.ui-section__body,.ui-card__body)',
  'container-type:inline-size',
);
