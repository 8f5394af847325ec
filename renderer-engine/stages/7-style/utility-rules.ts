import type { ProgramStyles } from '../../program.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { styleSteps } from '../../themes/style-properties.ts';
import { inStep, styleCss } from './style-css.ts';

/** Layer `ui.utilities`: one class per distinct style object. Wider steps come later, so that they win. */
export function utilityRules(classes: ProgramStyles['classes'], theme: ResolvedTheme): string {
  const all = Object.keys(classes)
    .sort()
    .map((name) => styleCss(`.${name}`, classes[name] ?? {}));
  return styleSteps
    .map((step) => {
      const rules = all.map(({ steps }) => steps.get(step) ?? '').join('');
      return rules === '' ? '' : inStep(step, rules, theme.breakpoints);
    })
    .join('');
}

/** Whether some style asks for the width of its container; then the parts of a page become containers. */
export const asksContainer = (classes: ProgramStyles['classes']): boolean =>
  Object.values(classes).some((style) => [...styleCss('', style).steps.keys()].some((step) => step.startsWith('@')));

/** Boxes whose width does not depend on what is in them, so they may be asked. */
export const containerRule =
  ':where(.ui-page__main,.ui-page__aside,.ui-section__body,.ui-card__body){container-type:inline-size}';
