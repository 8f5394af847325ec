import type { CoreComponent } from './components/component.ts';

/** What `requires.features` may ask of every host of this engine (language.md 2.1). */
export const engineFeatures: readonly string[] = [
  'forms',
  'fragments',
  'htmx2',
  'htmx4',
  'include',
  'lazy',
  'live',
  'messages',
  'stream',
];

/**
 * What an engine offers with what its host added: features by their names, further built-in types as `type:Name`,
 * functions as `function:name`.
 */
export const featuresOf = (host: {
  readonly features?: readonly string[] | undefined;
  readonly components?: readonly CoreComponent[] | undefined;
  readonly functions?: Readonly<Record<string, unknown>> | undefined;
}): ReadonlySet<string> =>
  new Set([
    ...engineFeatures,
    ...(host.features ?? []),
    ...(host.components ?? []).map(({ type }) => `type:${type}`),
    ...Object.keys(host.functions ?? {}).map((name) => `function:${name}`),
  ]);
