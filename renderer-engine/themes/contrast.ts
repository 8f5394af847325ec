import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearestName } from '../diagnostics/nearest-name.ts';
import { report } from '../diagnostics/report.ts';
import { finalValue } from './aliases.ts';
import { contrastOf } from './color.ts';
import type { ThemeUnit } from './load-theme.ts';
import { type Choice, type Resolver, treeFor } from './resolver-document.ts';
import { aliasOf, type TokenTree } from './token-tree.ts';

/** Most permutations a theme may have (language.md 9.6). */
const mostPermutations = 64;

/**
 * Checks every `checks.contrast` pair of a theme and its parents in every permutation of modifiers; tells the worst.
 * Modifiers that set no color cannot change a contrast, so they multiply nothing.
 */
export function contrastProblems(
  chain: readonly ThemeUnit[],
  resolver: Resolver,
  colorful: ReadonlySet<string>,
): readonly Diagnostic[] {
  const modifiers = resolver.modifiers.filter(({ name }) => colorful.has(name));
  const total = modifiers.reduce((product, { contexts }) => product * Object.keys(contexts).length, 1);
  const own = chain.at(-1);
  const tooMany =
    total > mostPermutations
      ? [
          report(
            'UI9001',
            { limit: 'the number of permutations of modifiers that set colors', value: total, most: mostPermutations },
            {
              pointer: '/tokens/modifiers',
              document: own && `${own.document.id}@${own.document.version}`,
              file: own?.file,
              locator: own?.locator,
            },
          ),
        ]
      : [];
  const told = new Set<string>();
  const trees = treesOf(resolver, colorfulChoices(resolver, colorful));
  // The theme itself first: a pair that its parents ask for as well is told once, where its author can mend it.
  const found = [...chain].reverse().flatMap(({ document, file, locator }) =>
    (document.checks?.contrast ?? []).flatMap((check, at) => {
      const place = {
        pointer: `/checks/contrast/${at}`,
        document: `${document.id}@${document.version}`,
        file,
        locator,
      };
      const colors = colorsOf(check);
      if (!colors)
        return [report('UI6003', { token: 'checks.contrast', problem: 'takes two tokens and a number' }, place)];
      const { front, back, needed } = colors;
      const known = trees[0]?.tree.tokens;
      const unknown = [front, back].find((path) => !known?.has(path));
      if (unknown !== undefined)
        return [report('UI6001', { token: unknown, nearest: nearestName(unknown, [...(known?.keys() ?? [])]) }, place)];
      const worst = worstContrast(trees, colors);
      if (!worst || worst.ratio >= needed) return [];
      const pair = `${front} on ${back}`;
      if (told.has(pair)) return [];
      told.add(pair);
      const where = Object.entries(worst.choice)
        .map(([name, context]) => `${name}: ${context}`)
        .join(', ');
      const ratio = (Math.floor(worst.ratio * 100) / 100).toFixed(2);
      return [report('UI6301', { pair, ratio, needed, where }, place)];
    }),
  );
  return [...tooMany, ...found];
}

/** Two tokens by their paths, and the contrast they must have. */
interface Colors {
  readonly front: string;
  readonly back: string;
  readonly needed: number;
}

/** What a theme says of a pair; null when it is none. */
export function colorsOf([front, back, needed]: readonly [string, string, number]): Colors | null {
  if (typeof front !== 'string' || typeof back !== 'string' || typeof needed !== 'number') return null;
  return { front: aliasOf(front)?.path ?? front, back: aliasOf(back)?.path ?? back, needed };
}

/** The lowest contrast of a pair and where it is; null when one of its tokens is no color anywhere. */
export function worstContrast(trees: readonly ChosenTree[], { front, back }: Colors) {
  let worst: { readonly choice: Choice; readonly ratio: number } | null = null;
  for (const { choice, tree } of trees) {
    const ratio = contrastOf(finalValue(tree, front), finalValue(tree, back));
    if (ratio !== null && ratio < (worst?.ratio ?? Number.POSITIVE_INFINITY)) worst = { choice, ratio };
  }
  return worst;
}

/** The tokens under a choice of contexts. */
interface ChosenTree {
  readonly choice: Choice;
  readonly tree: TokenTree;
}

export const treesOf = (resolver: Resolver, choices: readonly Choice[]): readonly ChosenTree[] =>
  choices.map((choice) => ({ choice, tree: treeFor(resolver, choice, []) }));

/** Every combination of contexts of modifiers that set a color, as far as they are looked at. */
export function colorfulChoices({ modifiers }: Resolver, colorful: ReadonlySet<string>): readonly Choice[] {
  const found = modifiers
    .filter(({ name }) => colorful.has(name))
    .reduce<readonly Choice[]>(
      (all, { name, contexts }) =>
        all.length > mostPermutations
          ? all
          : all.flatMap((choice) => Object.keys(contexts).map((context) => ({ ...choice, [name]: context }))),
      [{}],
    );
  return found.slice(0, mostPermutations);
}
