import type { VisualCase } from './visual-results.ts';

/** One of the things that tell a case from the others of its name. */
export interface Facet {
  /** `viewport`, `browser`, `theme`, `locale`, `scheme`, a modifier's name, `medium` or `at`. */
  readonly name: string;
  /** As a person would say it: `390x844`, `density compact`, `print`, `after 300 ms`. */
  readonly words: string;
}

/** How a case is shot, in words; what is as usual (a screen, nothing moving, no modifier) goes without saying. */
export function facetsOf({ viewport, modifiers, medium, at, ...visualCase }: VisualCase): readonly Facet[] {
  const { browser, theme, locale, scheme } = visualCase;
  const usual = { viewport: viewport.name, browser, theme, locale, scheme };
  return [
    ...Object.entries(usual).map(([name, words]) => ({ name, words })),
    ...Object.entries(modifiers).map(([name, context]) => ({ name, words: `${name} ${context}` })),
    ...(medium === 'screen' ? [] : [{ name: 'medium', words: medium.replace('-', ' ') }]),
    ...(at === null ? [] : [{ name: 'at', words: `after ${at.toLocaleString('en-US')} ms` }]),
  ];
}
