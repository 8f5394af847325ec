import { nearestName } from '../../diagnostics/nearest-name.ts';
import type { Matrix, Tests } from '../../document/types.ts';
import { coreTheme } from '../../themes/core-theme.ts';
import { loadTheme } from '../../themes/load-theme.ts';
import { readResolvers } from '../../themes/resolver-document.ts';
import type { Origin } from '../flow.ts';
import { missing, moving, renaming } from './check-cases.ts';
import { inside, type Validation } from './validation.ts';

/**
 * Modifiers that tests ask for, and contexts of these, against the themes they are shown in: of what a theme does not
 * have there can be no picture. Themes that are not at hand are left to whoever shows them.
 */
export function checkMatrices({ matrix = {}, cases = [] }: Tests, origin: Origin, validation: Validation): void {
  checkMatrix(matrix, modifiersOf(origin), validation);
  cases.forEach(({ matrix: own }, index) => {
    const at = own?.modifiers ? inside(inside(origin, 'cases'), index) : origin;
    // What is said once is told once: other themes are asked anew.
    if (own?.modifiers || own?.themes) checkMatrix({ ...matrix, ...own }, modifiersOf(at), validation);
  });
}

const modifiersOf = (at: Origin): Origin => inside(inside(at, 'matrix'), 'modifiers');

function checkMatrix({ modifiers, themes }: Matrix, at: Origin, { context, teller }: Validation): void {
  if (!modifiers || Object.keys(modifiers).length === 0) return;
  const { documents, settings } = context;
  const shown = themes ?? [settings.theme ?? coreTheme.id];
  const known = shown.filter((id) => id === coreTheme.id || documents.find(id).length > 0);
  for (const theme of known) {
    const { chain } = loadTheme(theme, documents);
    const own = readResolvers(
      chain.map(({ document }) => document),
      [],
    ).modifiers;
    for (const [name, contexts] of Object.entries(modifiers)) {
      const place = inside(at, name);
      const modifier = own.find((one) => one.name === name);
      if (!modifier) {
        const nearest = nearestName(
          name,
          own.map((one) => one.name),
        );
        const problem = missing(`modifier of the theme "${theme}" called`, name, nearest);
        teller.tell('UI5011', { problem }, { origin: place, atKey: true }, { fixes: moving(place, nearest) });
        continue;
      }
      if (!Array.isArray(contexts)) continue;
      contexts.forEach((one, index) => {
        if (Object.hasOwn(modifier.contexts, one)) return;
        const nearest = nearestName(String(one), Object.keys(modifier.contexts));
        const problem = missing(`context of "${name}" in the theme "${theme}" called`, String(one), nearest);
        const origin = inside(place, index);
        teller.tell('UI5011', { problem }, { origin }, { fixes: renaming(origin, nearest) });
      });
    }
  }
}
