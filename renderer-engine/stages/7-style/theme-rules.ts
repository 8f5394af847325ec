import { kebabCase } from '../../components/class-name.ts';
import type { CoreComponent } from '../../components/component.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { ProgramStyles } from '../../program.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { styleText, tokenPath, tokenVariable } from '../../themes/style-values.ts';
import { overrideOf, placeInTheme } from '../../themes/theme-place.ts';
import { type At, isObject } from '../../themes/token-tree.ts';
import { minify } from './minify.ts';
import { type Piece, type Rule, rule } from './rules.ts';
import { byWidth, type StepRule, styleRules } from './style-rules.ts';

/** Tokens of component documents with their defaults; for layer `ui.components`. */
export function documentTokens({ components }: ProgramStyles): readonly Rule[] {
  return Object.keys(components)
    .sort()
    .flatMap((name) => tokenRule(name, defaultsOf(components[name]?.tokens ?? {}), () => null));
}

/** Layer `ui.theme`: what the theme sets for the components of a program: axis defaults, tokens and declared parts. */
export function themeRules(
  { types, components }: ProgramStyles,
  theme: ResolvedTheme,
  catalog: ReadonlyMap<string, CoreComponent>,
): readonly Rule[] {
  const used = types.flatMap((type) => catalog.get(type) ?? []);
  const core = types.flatMap((type) => overrides(theme, type, `ui-${kebabCase(type)}`, null));
  const documents = Object.keys(components)
    .sort()
    .flatMap((name) => {
      const { id = '', parts = [] } = components[name] ?? {};
      return [...axisDefaults(theme, id, name, used), ...overrides(theme, id, name, parts)];
    });
  return [...core, ...documents];
}

/**
 * A component document hands its axes to the element its view starts with. A default of the theme is the recipe of that
 * built-in type, for instances that leave the axis to the theme.
 */
function axisDefaults(
  theme: ResolvedTheme,
  id: string,
  className: string,
  used: readonly CoreComponent[],
): readonly Rule[] {
  return Object.entries(entries(overrideOf(theme, id), 'defaults')).flatMap(([axis, value]) =>
    used.flatMap(({ type, styles }) => {
      const recipes = styles.axes?.[axis]?.values ?? {};
      const recipe = typeof value === 'string' && Object.hasOwn(recipes, value) ? recipes[value] : undefined;
      if (!recipe?.trim()) return [];
      const selector = `.${className}.ui-${kebabCase(type)}:not([data-${kebabCase(axis)}])`;
      return [
        rule(selector, minify(recipe, theme.breakpoints), placeInTheme(theme, ['components', id, 'defaults', axis])),
      ];
    }),
  );
}

function overrides(
  theme: ResolvedTheme,
  key: string,
  className: string,
  declared: readonly string[] | null,
): readonly Rule[] {
  const own = overrideOf(theme, key);
  const at = (...path: string[]) => placeInTheme(theme, ['components', key, ...path]);
  const parts = Object.entries(entries(own, 'parts'))
    .filter(([part]) => /^[a-z][a-z0-9-]*$/.test(part) && (part === 'root' || !declared || declared.includes(part)))
    .flatMap(([part, style]): readonly StepRule[] => {
      const selector = part === 'root' ? `.${className}` : `.${className}__${part}`;
      return styleRules(selector, isObject(style) ? style : {}, theme, at('parts', part));
    });
  return [...tokenRule(className, entries(own, 'tokens'), (token) => at('tokens', token)), ...byWidth(parts)];
}

const entries = (override: JsonObject, key: string): JsonObject =>
  isObject(override[key]) ? (override[key] as JsonObject) : {};

/** `--ui-button-radius` for the class `ui-button`, `--ui-acme-badge-1-radius` for `acme-badge-1`. */
function tokenRule(className: string, tokens: JsonObject, from: (token: string) => At | null): readonly Rule[] {
  const prefix = `--ui-${className.replace(/^ui-/, '')}`;
  const body = Object.keys(tokens)
    .filter((token) => /^[A-Za-z][A-Za-z0-9-]*$/.test(token))
    .sort()
    .flatMap((token): readonly Piece[] => {
      const css = tokenCss(tokens[token] ?? null);
      return css === null ? [] : [{ text: `${prefix}-${token}:${css}`, from: from(token) }];
    });
  return body.length > 0 ? [{ at: [], selector: `.${className}`, body }] : [];
}

/** A component token is an alias, a length or a number. */
export function tokenCss(value: Json): string | null {
  const path = typeof value === 'string' ? tokenPath(value) : null;
  if (path !== null) return tokenVariable(path);
  const text = styleText(value, { kind: 'lineHeight' });
  return 'css' in text ? text.css : null;
}

/** `{ "type": "dimension", "default": "{radius.full}" }` → its default. */
function defaultsOf(tokens: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(tokens).map(([name, token]) => [name, isObject(token) ? (token['default'] ?? null) : token]),
  );
}
