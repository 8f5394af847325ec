import { type CacheStatistics, expiringCache } from '../../cache/expiring-cache.ts';
import type { CoreComponent } from '../../components/component.ts';
import type {
  AssetSource,
  Clock,
  CompiledStyles,
  DocumentSource,
  ProjectSettings,
  SourceDocument,
  ThemeReference,
} from '../../engine.ts';
import type { Program } from '../../program.ts';
import { coreAsset } from '../../themes/core-assets.ts';
import { coreTheme } from '../../themes/core-theme.ts';
import { loadTheme } from '../../themes/load-theme.ts';
import { type ResolvedTheme, resolveTheme } from '../../themes/resolve-theme.ts';
import { sheetOf } from './sheet.ts';

/** What a sheet needs of its host. */
export interface StyleContext {
  readonly documents: DocumentSource;
  readonly assets: AssetSource | undefined;
  readonly settings: ProjectSettings;
  /** Built-in types by name. */
  readonly components: ReadonlyMap<string, CoreComponent>;
  readonly clock: Clock;
  /** Whether themes and sheets are kept to be used again. */
  readonly cache: boolean;
}

export interface StyleMaker {
  /**
   * Stage 7: the rules a program needs under a theme, by default the project's. The same text for the same program and
   * theme; HTML never depends on it. Mistakes in the theme are among the diagnostics, and core/theme stands in.
   */
  sheet(program: Program, theme: ThemeReference | undefined): CompiledStyles;
  /** Keeps that share of themes and sheets. */
  shrink(share: number): void;
  /** A theme with everything it inherits; kept like its sheets. */
  theme(reference: ThemeReference): ResolvedTheme;
  statistics(): { readonly themes: CacheStatistics; readonly sheets: CacheStatistics };
}

const oneHour = 60 * 60 * 1_000;

interface KeptTheme {
  readonly theme: ResolvedTheme;
  /** Tells it from others with the same id, in the keys of sheets. */
  readonly number: number;
  /** Documents that were looked up, with what was found: another answer makes the theme stale. */
  readonly used: readonly { readonly id: string; readonly found: readonly SourceDocument[] }[];
}

interface KeptSheet {
  readonly sheet: CompiledStyles;
  readonly used: readonly { readonly path: string; readonly hash: string | null }[];
}

/** Keeps themes and sheets for an hour, as long as the documents and files behind them are the same. */
export function styleMaker({ documents, settings, components, clock, cache, ...context }: StyleContext): StyleMaker {
  const themes = expiringCache<KeptTheme>({ most: cache ? 32 : 0, lifetime: oneHour, clock });
  const sheets = expiringCache<KeptSheet>({ most: cache ? 64 : 0, lifetime: oneHour, clock });
  let made = 0;
  const assets: AssetSource = (path) => context.assets?.(path) ?? coreAsset(path);

  const themeFor = (reference: ThemeReference): KeptTheme => {
    const key = typeof reference === 'string' ? reference : (JSON.stringify(reference) ?? '');
    const known = themes.get(key, ({ used }) => used.every(({ id, found }) => isSame(found, documents.find(id))));
    if (known) return known;
    const asked = new Map<string, readonly SourceDocument[]>();
    const find = (id: string) => {
      const found = documents.find(id);
      asked.set(id, found);
      return found;
    };
    const theme = resolveTheme(loadTheme(reference, { find }));
    const kept = { theme, number: ++made, used: [...asked].map(([id, found]) => ({ id, found })) };
    themes.set(key, kept);
    return kept;
  };

  return {
    theme: (reference) => themeFor(reference).theme,
    sheet(program, reference) {
      const { theme, number } = themeFor(reference ?? settings.theme ?? coreTheme.id);
      const key = `${number} ${program.hash}`;
      const hashOf = (path: string) => assets(path)?.hash ?? null;
      const known = sheets.get(key, ({ used }) => used.every(({ path, hash }) => hashOf(path) === hash));
      if (known) return known.sheet;
      const asked = new Set<string>();
      const watched: AssetSource = (path) => {
        asked.add(path);
        return assets(path);
      };
      const sheet = sheetOf(program, theme, { assets: watched, settings, components, documents });
      sheets.set(key, { sheet, used: [...asked].map((path) => ({ path, hash: hashOf(path) })) });
      return sheet;
    },
    shrink(share) {
      themes.shrink(share);
      sheets.shrink(share);
    },
    statistics: () => ({ themes: themes.statistics(), sheets: sheets.statistics() }),
  };
}

const isSame = (before: readonly SourceDocument[], now: readonly SourceDocument[]): boolean =>
  before.length === now.length && before.every((one, at) => one.text === now[at]?.text && one.file === now[at]?.file);
