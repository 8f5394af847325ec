import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { CoreComponent } from '../../components/component.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearestName } from '../../diagnostics/nearest-name.ts';
import { report } from '../../diagnostics/report.ts';
import { hashText } from '../../document/canonical.ts';
import type { CompiledStyles } from '../../engine.ts';
import type { Program } from '../../program.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { type AssetHost, type AssetRules, fontRules, pictureRules } from './asset-rules.ts';
import { componentRules, sharedRules } from './component-rules.ts';
import { coreRules } from './core-rules.ts';
import { minify } from './minify.ts';
import { documentTokens, themeRules } from './theme-rules.ts';
import { asksContainer, containerRule, utilityRules } from './utility-rules.ts';
import { type VariableRules, variableRules } from './variable-rules.ts';

export interface SheetHost extends AssetHost {
  /** Built-in types by name. */
  readonly components: ReadonlyMap<string, CoreComponent>;
}

/** The sheet of a program under a resolved theme, in four layers. */
export function sheetOf({ styles: used }: Program, theme: ResolvedTheme, host: SheetHost): CompiledStyles {
  const squeeze = (css: string) => minify(css, theme.breakpoints);
  const container = asksContainer(used.classes) ? containerRule : '';
  const core = squeeze(coreRules + sharedRules(used.types, host.components)) + container;
  const components = squeeze(componentRules(used.types, theme, host.components)) + documentTokens(used);
  const pictures = used.types.includes('Image') ? pictureRules(theme, host) : nothing;
  const themed = themeRules(used, theme) + pictures.css;
  const utilities = utilityRules(used.classes, theme);
  const variables = variableRules(core + components + themed + utilities, theme);
  const fonts = fontRules(variables.css, theme, host);
  const css = [
    '@layer ui.core,ui.components,ui.theme,ui.utilities;',
    fonts.css,
    layer('ui.core', variables.css + core),
    layer('ui.components', components),
    layer('ui.theme', themed),
    layer('ui.utilities', utilities),
  ].join('');
  return {
    css,
    hash: hashText(css),
    bytes: utf8ToBytes(css).length,
    variables: variables.variables,
    mediaQueries: [...new Set([...css.matchAll(/@media ?([^{]+)\{/g)].map(([, query]) => query ?? ''))].sort(),
    assets: [...fonts.assets, ...pictures.assets],
    diagnostics: [...theme.diagnostics, ...problems(theme, variables, [fonts, pictures])],
  };
}

const nothing: AssetRules = { css: '', assets: [], missing: [] };

const layer = (name: string, rules: string): string => (rules === '' ? '' : `@layer ${name}{${rules}}`);

function problems(
  theme: ResolvedTheme,
  { missing }: VariableRules,
  assets: readonly AssetRules[],
): readonly Diagnostic[] {
  const [unit] = theme.units;
  const document = unit && `${unit.document.id}@${unit.document.version}`;
  const place = { pointer: '', document, file: unit?.file };
  const known = [...theme.tokens.keys()];
  return [
    ...missing.map((name) => {
      const token = name.replace('--ui-', '').replaceAll('-', '.');
      return report('UI6001', { token, nearest: nearestName(token, known) }, place);
    }),
    ...assets.flatMap(({ missing: files }) =>
      files.map((file) => report('UI3001', { ref: file, nearest: null }, { ...place, pointer: '/fonts' })),
    ),
  ];
}
