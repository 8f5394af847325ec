import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { CoreComponent } from '../../components/component.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearestName } from '../../diagnostics/nearest-name.ts';
import { report } from '../../diagnostics/report.ts';
import { hashText } from '../../document/canonical.ts';
import type { CompiledStyles, CriticalStyles, Dependency, DocumentSource } from '../../engine.ts';
import type { Program } from '../../program.ts';
import { placeOf } from '../../themes/diagnostic-place.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { type AssetHost, type AssetRules, fontRules, pictureRules } from './asset-rules.ts';
import { componentRules, sharedRules } from './component-rules.ts';
import { coreRules } from './core-rules.ts';
import { deprecatedInUse } from './deprecated-in-use.ts';
import { minify } from './minify.ts';
import { type PossibleOutput, possibleOutput } from './possible-elements.ts';
import { type Piece, type Rule, readRules, textOf, writeRules } from './rules.ts';
import { possibleSelectors, split } from './selectors.ts';
import { sourceMapOf } from './source-map.ts';
import { documentTokens, themeRules } from './theme-rules.ts';
import { asksContainer, containerRule, utilityRules } from './utility-rules.ts';
import { type VariableRules, variableRules } from './variable-rules.ts';

export interface SheetHost extends AssetHost {
  /** Built-in types by name. */
  readonly components: ReadonlyMap<string, CoreComponent>;
  /** Where the source map finds the lines of documents. */
  readonly documents: DocumentSource;
}

/** The sheet of a program under a resolved theme, in four layers. */
export function sheetOf(program: Program, theme: ResolvedTheme, host: SheetHost): CompiledStyles {
  const output = possibleOutput(program.ops, 'nothing');
  const pictures = pictureRules(theme, output, host);
  const layers = mapLayers(layersOf(program, theme, pictures.rules, host), (rule) => narrowed(rule, output));
  const sheet = assemble(layers, theme, host);
  const css = textOf(sheet.pieces);
  let critical: CriticalStyles | null = null;
  let map: string | null = null;
  return {
    ...measured(css),
    dependencies: dependenciesOf(program, theme),
    modifiers: theme.resolver.modifiers.map(({ name, description, default: standard, contexts }) => ({
      name,
      description,
      default: standard,
      contexts: Object.keys(contexts),
    })),
    breakpoints: theme.breakpoints,
    variables: sheet.variables.variables,
    mediaQueries: [...new Set([...css.matchAll(/@media ?([^{]+)\{/g)].map(([, query]) => query ?? ''))].sort(),
    assets: [...sheet.fonts.assets, ...pictures.assets],
    // Most callers want neither, so both are made when they are asked for.
    get critical() {
      critical ??= measured(textOf(assemble(criticalLayers(program, layers), theme, host).pieces));
      return critical;
    },
    get map() {
      map ??= sourceMapOf(sheet.pieces, program, theme, host.documents);
      return map;
    },
    diagnostics: [
      ...theme.diagnostics,
      ...problems(theme, sheet.variables, [sheet.fonts, pictures]),
      ...deprecatedInUse(program, theme, host.documents),
    ],
  };
}

const measured = (css: string): CriticalStyles => ({ css, hash: hashText(css), bytes: utf8ToBytes(css).length });

const layerNames = ['core', 'components', 'theme', 'utilities'] as const;

type Layers = Readonly<Record<(typeof layerNames)[number], readonly Rule[]>>;

const mapLayers = (layers: Layers, change: (rule: Rule) => Rule | null): Layers => {
  const changed = (rules: readonly Rule[]) => rules.flatMap((rule) => change(rule) ?? []);
  const { core, components, theme, utilities } = layers;
  return {
    core: changed(core),
    components: changed(components),
    theme: changed(theme),
    utilities: changed(utilities),
  };
};

/** Everything that could be said about the types of a program. */
function layersOf(
  { styles: used }: Program,
  theme: ResolvedTheme,
  pictures: readonly Rule[],
  { components }: SheetHost,
): Layers {
  const read = (css: string) => readRules(minify(css, theme.breakpoints));
  const containers = asksContainer(used.classes) ? [containerRule] : [];
  return {
    core: [...read(coreRules + sharedRules(used.types, components)), ...containers],
    components: [...read(componentRules(used.types, theme, components)), ...documentTokens(used)],
    theme: [...themeRules(used, theme, components), ...pictures],
    utilities: utilityRules(used, theme),
  };
}

/** Without the selectors that nothing of a program can match; null when none is left. */
function narrowed(rule: Rule, output: PossibleOutput): Rule | null {
  const selector = possibleSelectors(rule.selector, output);
  return selector === '' ? null : { ...rule, selector };
}

/**
 * What the page needs before anything has been loaded, pointed at or printed: not the contents of lazy nodes. Which
 * part of it a window shows depends on the window, so all of the rest counts as the first view.
 */
function criticalLayers(program: Program, layers: Layers): Layers {
  const first = possibleOutput(program.ops, 'lazy');
  return mapLayers(layers, (rule) => {
    if (rule.at.includes('@media print')) return null;
    const selector = rule.selector.startsWith('@') ? rule.selector : withoutPointer(rule.selector);
    return narrowed({ ...rule, selector }, first);
  });
}

const withoutPointer = (selector: string): string =>
  split(selector, /,/)
    .filter((one) => !/:(?:hover|active)(?![\w-])|::selection/.test(one.replace(/:not\([^)]*\)/g, '')))
    .join(',');

/** Rules as a sheet, with the tokens and fonts that they need. */
function assemble(layers: Layers, theme: ResolvedTheme, host: SheetHost) {
  const rules = layerNames.flatMap((name) => layers[name]);
  const variables = variableRules(rules, theme);
  const fonts = fontRules(textOf(writeRules([...variables.rules, ...rules])), theme, host);
  const pieces: readonly Piece[] = [
    { text: `@layer ${layerNames.map((name) => `ui.${name}`).join(',')};`, from: null },
    ...writeRules(fonts.rules),
    ...layerNames.flatMap((name) => layer(name, name === 'core' ? [...variables.rules, ...layers.core] : layers[name])),
  ];
  return { pieces, variables, fonts };
}

const layer = (name: string, rules: readonly Rule[]): readonly Piece[] =>
  rules.length === 0
    ? []
    : [{ text: `@layer ui.${name}{`, from: null }, ...writeRules(rules), { text: '}', from: null }];

/** The themes behind a sheet, and the component documents whose tokens and parts are in it; sorted by id. */
function dependenciesOf({ contract, styles }: Program, theme: ResolvedTheme): readonly Dependency[] {
  const shown = new Set(Object.values(styles.components).map(({ id }) => id));
  const documents = contract.dependencies.filter(({ id }) => shown.has(id));
  return [...theme.dependencies, ...documents].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function problems(
  theme: ResolvedTheme,
  { missing }: VariableRules,
  files: readonly AssetRules[],
): readonly Diagnostic[] {
  const [unit] = theme.units;
  const document = unit && `${unit.document.id}@${unit.document.version}`;
  const known = [...theme.tokens.keys()];
  return [
    ...missing.map((name) => {
      const token = name.replace('--ui-', '').replaceAll('-', '.');
      return report(
        'UI6001',
        { token, nearest: nearestName(token, known) },
        { pointer: '', document, file: unit?.file },
      );
    }),
    ...files.flatMap((one) =>
      one.missing.map(({ source, at }) =>
        report('UI3001', { ref: source, nearest: null }, at ? placeOf(theme.units, at) : { pointer: '', document }),
      ),
    ),
  ];
}
