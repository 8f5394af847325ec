import { contextText, modifierAttribute, variableOf } from '../../themes/css-text.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import type { At } from '../../themes/token-tree.ts';
import { type Piece, type Rule, textOf } from './rules.ts';

/** Custom properties of a sheet. */
export interface VariableRules {
  readonly rules: readonly Rule[];
  /** Names defined, sorted. */
  readonly variables: readonly string[];
  /** Names that the rules use but the theme does not define, sorted. */
  readonly missing: readonly string[];
}

/**
 * Defines the tokens that `rules` use, and those that they refer to: on `:root` for the default contexts, then once per
 * context by media query and by attribute. All selectors weigh the same, so a later modifier wins over an earlier one.
 */
export function variableRules(used: readonly Rule[], { tokens, contexts }: ResolvedTheme): VariableRules {
  const rules = used.map(({ selector, body }) => `${selector}{${textOf(body)}}`).join('');
  const byName = new Map([...tokens.values()].map(({ path, css, at }) => [variableOf(path), { css, at }]));
  const changes = contexts.map(({ changes: changed, places, ...context }) => ({
    ...context,
    byName: new Map(
      [...changed].map(([path, css]) => [variableOf(path), { css, at: places.get(path) ?? null } satisfies Text]),
    ),
  }));
  const wanted = new Set<string>();
  const queue = namesIn(rules);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (wanted.has(name)) continue;
    wanted.add(name);
    for (const texts of [byName, ...changes.map((change) => change.byName)])
      queue.push(...namesIn(texts.get(name)?.css ?? ''));
  }
  // Component tokens are set by the rules themselves, as are the properties private to a component.
  const ownTokens = new Set([...rules.matchAll(/[{;](--ui-[^\s:;{}]+):/g)].map(([, name]) => name));
  const names = [...wanted].filter((name) => !ownTokens.has(name)).sort();
  const variables = names.filter((name) => byName.has(name));
  const printed = new Set(changes.filter(({ media }) => media === 'print').map(({ modifier }) => modifier));
  const other = changes.flatMap(({ modifier, context, media, byName: changed }): readonly Rule[] => {
    const scheme = modifier === 'scheme' ? [plain(`color-scheme:${context === 'dark' ? 'dark' : 'light'}`)] : [];
    const body = [...scheme, ...variables.flatMap((name) => declaration(name, changed.get(name)))];
    if (body.length === 0) return [];
    const attribute = modifierAttribute(modifier);
    const chosen = `[${attribute}="${contextText(context)}"]`;
    // Paper is no preference: whatever somebody chose for the screen, the context for print is the one that is printed.
    if (media === 'print')
      return [
        { at: ['@media print'], selector: ':root', body },
        { at: ['@media screen'], selector: chosen, body },
      ];
    const screen = printed.has(modifier) ? 'screen and ' : '';
    const byMedia = media
      ? [{ at: [`@media ${screen}${media}`], selector: `:root:where(:not([${attribute}]))`, body }]
      : [];
    return [...byMedia, { at: screen ? ['@media screen'] : [], selector: chosen, body }];
  });
  const defaults = variables.flatMap((name) => declaration(name, byName.get(name)));
  return {
    rules: [{ at: [], selector: ':root', body: [plain('color-scheme:light'), ...defaults] }, ...other],
    variables,
    missing: names.filter((name) => !byName.has(name)),
  };
}

interface Text {
  readonly css: string;
  readonly at: At | null;
}

const plain = (text: string): Piece => ({ text, from: null });

const declaration = (name: string, text: Text | undefined): readonly Piece[] =>
  text ? [{ text: `${name}:${text.css}`, from: text.at }] : [];

const namesIn = (css: string): string[] => [...css.matchAll(/var\((--ui-[^\s,()]+)/g)].map(([, name]) => name ?? '');
