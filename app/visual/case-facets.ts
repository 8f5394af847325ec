import type { VisualCase } from '#contract';

const facets = ['viewport', 'browser', 'theme', 'locale', 'scheme'] as const;
type Facet = (typeof facets)[number];

/** In what the cases of a run differ, so that rows need not repeat what is the same everywhere. */
export const varyingFacets = (cases: readonly VisualCase[]): readonly Facet[] =>
  facets.filter((facet) => new Set(cases.map((visualCase) => facetValue(visualCase, facet))).size > 1);

/** `mobile · firefox`: what tells a case from the others of its name. */
export const facetsOf = (visualCase: VisualCase, varying: readonly Facet[]): string =>
  varying.map((facet) => facetValue(visualCase, facet)).join(' · ');

const facetValue = (visualCase: VisualCase, facet: Facet): string =>
  facet === 'viewport' ? visualCase.viewport.name : visualCase[facet];
