import { kebabCase } from '../../components/class-name.ts';
import type { CoreComponent } from '../../components/component.ts';
import type { JsonObject } from '../../document/types.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { tokenPath, tokenVariable } from '../../themes/style-values.ts';
import { overrideOf } from '../../themes/theme-place.ts';
import { isObject } from '../../themes/token-tree.ts';

/** Built-in types by name, those of the host among them. */
type Components = ReadonlyMap<string, CoreComponent>;

/** Rules shared by the components used, each once; for layer `ui.core`. */
export function sharedRules(types: readonly string[], components: Components): string {
  return [...new Set(used(types, components).flatMap(({ styles }) => styles.shared ?? []))].join('');
}

/** Layer `ui.components`: base rules, component tokens and axis recipes of the core types used. */
export function componentRules(types: readonly string[], theme: ResolvedTheme, components: Components): string {
  return used(types, components)
    .map((component) => tokenRule(component) + component.styles.base + axisRules(component, theme))
    .join('');
}

/** What an axis is when the author leaves it out: the theme's word, else the component's own default. */
export function axisDefault({ type, styles }: CoreComponent, axis: string, theme: ResolvedTheme): string {
  const recipe = styles.axes?.[axis];
  const defaults = overrideOf(theme, type)['defaults'];
  const wanted = isObject(defaults) ? (defaults as JsonObject)[axis] : undefined;
  return typeof wanted === 'string' && recipe && Object.hasOwn(recipe.values, wanted)
    ? wanted
    : (recipe?.default ?? '');
}

const used = (types: readonly string[], components: Components): readonly CoreComponent[] =>
  types.flatMap((type) => components.get(type) ?? []);

function tokenRule({ type, styles }: CoreComponent): string {
  const name = kebabCase(type);
  const tokens = Object.entries(styles.tokens ?? {}).map(([token, standard]) => {
    const path = tokenPath(standard);
    return `--ui-${name}-${token}:${path === null ? standard : tokenVariable(path)}`;
  });
  return tokens.length > 0 ? `.ui-${name}{${tokens.join(';')}}` : '';
}

function axisRules(component: CoreComponent, theme: ResolvedTheme): string {
  const name = `.ui-${kebabCase(component.type)}`;
  return Object.entries(component.styles.axes ?? {})
    .flatMap(([axis, { values }]) => {
      const standard = axisDefault(component, axis, theme);
      const attribute = `data-${kebabCase(axis)}`;
      return Object.entries(values).map(([value, rules]) => {
        if (rules.trim() === '') return '';
        const chosen = `${name}[${attribute}="${value}"]`;
        return `${value === standard ? `${chosen},${name}:not([${attribute}])` : chosen}{${rules}}`;
      });
    })
    .join('');
}
