import { colorfulChoices, colorsOf, treesOf, worstContrast } from './contrast.ts';
import type { ResolvedTheme } from './resolve-theme.ts';
import type { Choice } from './resolver-document.ts';

/** A pair of colors that a theme, or a parent of it, promises a contrast of; at its worst. */
export interface ContrastPair {
  /** Paths of tokens. */
  readonly front: string;
  readonly back: string;
  readonly needed: number;
  readonly ratio: number;
  /** The contexts in which it is that low. */
  readonly where: Choice;
}

/** Every pair once, with what its theme asks for last. Pairs with a token that is unknown or broken are left out. */
export function contrastPairs({ units, resolver, contexts, tokens }: ResolvedTheme): readonly ContrastPair[] {
  const isColor = (path: string) => tokens.get(path)?.type === 'color';
  const changing = contexts.filter(({ changes }) => [...changes.keys()].some(isColor));
  const trees = treesOf(resolver, colorfulChoices(resolver, new Set(changing.map(({ modifier }) => modifier))));
  const pairs = new Map<string, ContrastPair>();
  for (const check of units.flatMap(({ document }) => document.checks?.contrast ?? [])) {
    const colors = colorsOf(check);
    if (!colors || pairs.has(`${colors.front} ${colors.back}`)) continue;
    const worst = worstContrast(trees, colors);
    if (worst) pairs.set(`${colors.front} ${colors.back}`, { ...colors, ratio: worst.ratio, where: worst.choice });
  }
  return [...pairs.values()];
}
