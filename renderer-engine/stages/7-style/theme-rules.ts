import { kebabCase } from '../../components/class-name.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { ProgramStyles } from '../../program.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { styleSteps } from '../../themes/style-properties.ts';
import { styleText, tokenPath, tokenVariable } from '../../themes/style-values.ts';
import { isObject } from '../../themes/token-tree.ts';
import { inStep, styleCss } from './style-css.ts';

/** Tokens of component documents with their defaults; for layer `ui.components`. */
export function documentTokens({ components }: ProgramStyles): string {
  return Object.keys(components)
    .sort()
    .map((name) => rule(`.${name}`, tokenDeclarations(name, defaultsOf(components[name]?.tokens ?? {}))))
    .join('');
}

/** Layer `ui.theme`: what the theme sets for the components of a program: tokens and declared parts. */
export function themeRules({ types, components }: ProgramStyles, theme: ResolvedTheme): string {
  const core = types.map((type) => {
    const name = `ui-${kebabCase(type)}`;
    return overrides(theme, type, name, null);
  });
  const documents = Object.keys(components)
    .sort()
    .map((name) => {
      const { id = '', parts = [] } = components[name] ?? {};
      return overrides(theme, id, name, parts);
    });
  return [...core, ...documents].join('');
}

function overrides(theme: ResolvedTheme, key: string, className: string, declared: readonly string[] | null): string {
  const own = Object.hasOwn(theme.components, key) ? theme.components[key] : undefined;
  if (!isObject(own)) return '';
  const tokens = isObject(own['tokens']) ? rule(`.${className}`, tokenDeclarations(className, own['tokens'])) : '';
  const parts = Object.entries(isObject(own['parts']) ? own['parts'] : {})
    .filter(([part]) => /^[a-z][a-z0-9-]*$/.test(part) && (part === 'root' || !declared || declared.includes(part)))
    .map(([part, style]) =>
      styleCss(part === 'root' ? `.${className}` : `.${className}__${part}`, isObject(style) ? style : {}),
    );
  const styled = styleSteps.map((step) => {
    const rules = parts.map(({ steps }) => steps.get(step) ?? '').join('');
    return rules === '' ? '' : inStep(step, rules, theme.breakpoints);
  });
  return tokens + styled.join('');
}

const rule = (selector: string, declarations: readonly string[]): string =>
  declarations.length > 0 ? `${selector}{${declarations.join(';')}}` : '';

/** `--ui-button-radius` for the class `ui-button`, `--ui-acme-badge-1-radius` for `acme-badge-1`. */
function tokenDeclarations(className: string, tokens: JsonObject): readonly string[] {
  const prefix = `--ui-${className.replace(/^ui-/, '')}`;
  return Object.keys(tokens)
    .filter((token) => /^[A-Za-z][A-Za-z0-9]*$/.test(token))
    .sort()
    .flatMap((token) => {
      const css = tokenCss(tokens[token] ?? null);
      return css === null ? [] : [`${prefix}-${token}:${css}`];
    });
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
