import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearestName } from '../diagnostics/nearest-name.ts';
import { report } from '../diagnostics/report.ts';
import { finalValue } from './aliases.ts';
import { contrastOf } from './color.ts';
import type { ThemeUnit } from './load-theme.ts';
import { type Choice, type Modifier, type Resolver, treeFor } from './resolver-document.ts';
import { aliasOf } from './token-tree.ts';

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
  const choices = permutations(modifiers).slice(0, mostPermutations);
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
  const trees = choices.map((choice) => ({ choice, tree: treeFor(resolver, choice, []) }));
  // The theme itself first: a pair that its parents ask for as well is told once, where its author can mend it.
  const found = [...chain].reverse().flatMap(({ document, file, locator }) =>
    (document.checks?.contrast ?? []).flatMap(([front, back, needed], at) => {
      const place = {
        pointer: `/checks/contrast/${at}`,
        document: `${document.id}@${document.version}`,
        file,
        locator,
      };
      if (typeof front !== 'string' || typeof back !== 'string' || typeof needed !== 'number')
        return [report('UI6003', { token: 'checks.contrast', problem: 'takes two tokens and a number' }, place)];
      const [frontPath, backPath] = [aliasOf(front)?.path ?? front, aliasOf(back)?.path ?? back];
      const known = trees[0]?.tree.tokens;
      const unknown = [frontPath, backPath].find((path) => !known?.has(path));
      if (unknown !== undefined)
        return [report('UI6001', { token: unknown, nearest: nearestName(unknown, [...(known?.keys() ?? [])]) }, place)];
      const worst = trees
        .map(({ choice, tree }) => ({
          choice,
          ratio: contrastOf(finalValue(tree, frontPath), finalValue(tree, backPath)),
        }))
        .reduce<{ choice: Choice; ratio: number } | null>(
          (low, { choice, ratio }) => (ratio !== null && (!low || ratio < low.ratio) ? { choice, ratio } : low),
          null,
        );
      if (!worst || worst.ratio >= needed) return [];
      const pair = `${frontPath} on ${backPath}`;
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

function permutations(modifiers: readonly Modifier[]): readonly Choice[] {
  return modifiers.reduce<readonly Choice[]>(
    (all, { name, contexts }) =>
      all.length > mostPermutations
        ? all
        : all.flatMap((choice) => Object.keys(contexts).map((context) => ({ ...choice, [name]: context }))),
    [{}],
  );
}
