import { variableOf } from '../../themes/css-text.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';

/** Custom properties of a sheet. */
export interface VariableRules {
  readonly css: string;
  /** Names defined, sorted. */
  readonly variables: readonly string[];
  /** Names that the rules use but the theme does not define, sorted. */
  readonly missing: readonly string[];
}

/**
 * Defines the tokens that `rules` use, and those that they refer to: on `:root` for the default contexts, then once per
 * context by media query and by attribute. All selectors weigh the same, so a later modifier wins over an earlier one.
 */
export function variableRules(rules: string, { tokens, contexts }: ResolvedTheme): VariableRules {
  const byName = new Map([...tokens.values()].map(({ path, css }) => [variableOf(path), css]));
  const changes = contexts.map(({ changes, ...context }) => ({
    ...context,
    byName: new Map([...changes].map(([path, css]) => [variableOf(path), css])),
  }));
  const wanted = new Set<string>();
  const queue = namesIn(rules);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (wanted.has(name)) continue;
    wanted.add(name);
    for (const texts of [byName, ...changes.map((change) => change.byName)])
      queue.push(...namesIn(texts.get(name) ?? ''));
  }
  // Component tokens are set by the rules themselves.
  const ownTokens = new Set([...rules.matchAll(/[{;](--ui-[\w-]+):/g)].map(([, name]) => name));
  const names = [...wanted].filter((name) => !ownTokens.has(name)).sort();
  const variables = names.filter((name) => byName.has(name));
  const defaults = variables.map((name) => `${name}:${byName.get(name)}`);
  const other = changes.map(({ modifier, context, media, byName: changed }) => {
    const scheme =
      modifier === 'scheme' && (context === 'dark' || context === 'light') ? [`color-scheme:${context}`] : [];
    const own = [
      ...scheme,
      ...variables.filter((name) => changed.has(name)).map((name) => `${name}:${changed.get(name)}`),
    ];
    if (own.length === 0) return '';
    const body = `{${own.join(';')}}`;
    const attribute = `data-ui-${modifier.replace(/[^A-Za-z0-9_-]/g, '_')}`;
    const byMedia = media ? `@media ${media}{:root:where(:not([${attribute}]))${body}}` : '';
    return `${byMedia}[${attribute}="${context.replace(/[^A-Za-z0-9_.-]/g, '_')}"]${body}`;
  });
  return {
    css: `:root{${['color-scheme:light', ...defaults].join(';')}}${other.join('')}`,
    variables,
    missing: names.filter((name) => !byName.has(name)),
  };
}

const namesIn = (css: string): string[] => [...css.matchAll(/var\((--ui-[\w-]+)/g)].map(([, name]) => name ?? '');
