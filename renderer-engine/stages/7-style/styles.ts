import type { CoreComponent } from '../../components/component.ts';
import type { AssetSource, CompiledStyles, DocumentSource, ProjectSettings, ThemeReference } from '../../engine.ts';
import type { Program } from '../../program.ts';
import { coreAssets } from '../../themes/core-assets.ts';
import { coreTheme } from '../../themes/core-theme.ts';
import { loadTheme } from '../../themes/load-theme.ts';
import { resolveTheme } from '../../themes/resolve-theme.ts';
import { sheetOf } from './sheet.ts';

/** What a sheet needs of its host. */
export interface StyleContext {
  readonly documents: DocumentSource;
  readonly assets: AssetSource | undefined;
  readonly settings: ProjectSettings;
  /** Built-in types by name. */
  readonly components: ReadonlyMap<string, CoreComponent>;
}

/**
 * Stage 7: the rules a program needs under a theme, by default the project's. The same text for the same program and
 * theme; HTML never depends on it. Mistakes in the theme are among the diagnostics, and core/theme stands in.
 */
export function styles(program: Program, theme: ThemeReference | undefined, context: StyleContext): CompiledStyles {
  const { documents, settings, components } = context;
  const resolved = resolveTheme(loadTheme(theme ?? settings.theme ?? coreTheme.id, documents));
  const assets: AssetSource = (path) => context.assets?.(path) ?? ownAsset(path);
  return sheetOf(program, resolved, { assets, settings, components });
}

const ownAsset: AssetSource = (path) => (Object.hasOwn(coreAssets, path) ? (coreAssets[path] ?? null) : null);
