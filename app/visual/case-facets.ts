import { facetsOf, type VisualCase } from '#contract';

/** In what the cases of a run differ, by the names of facets, so that rows need not repeat what is the same everywhere. */
export function varyingFacets(cases: readonly VisualCase[]): ReadonlySet<string> {
  const all = Map.groupBy(cases.flatMap(facetsOf), ({ name }) => name);
  const varies = ([, facets]: [string, readonly { readonly words: string }[]]) =>
    // What goes without saying in some cases is said in the others.
    facets.length < cases.length || new Set(facets.map(({ words }) => words)).size > 1;
  return new Set([...all].filter(varies).map(([name]) => name));
}

/** `mobile · firefox · print`: what tells a case from the others of its name. */
export const tellingFacets = (visualCase: VisualCase, varying: ReadonlySet<string>): string =>
  facetsOf(visualCase)
    .filter(({ name }) => varying.has(name))
    .map(({ words }) => words)
    .join(' · ');

/** All of it. */
export const conditionsOf = (visualCase: VisualCase): string =>
  facetsOf(visualCase)
    .map(({ words }) => words)
    .join(' · ');
