import { createHash } from 'node:crypto';
import {
  type Bundle,
  type BundleAsset,
  bundleHash,
  type Diagnostic,
  type EngineOptions,
  engineForBundle,
  type Program,
  type StageReport,
  stylesheetAddress,
  type Tests,
  tenantThemes,
} from '#engine';
import { functionsOfHost, nodeClock, nodeEnvironment } from '#engine/node';

/** What the server found out about a bundle by compiling it itself. */
export interface CompiledBundle {
  /** `bundleHash` of what was compiled. */
  readonly hash: string;
  /** Null when there is nothing to serve; `problems` then says why. */
  readonly program: Program | null;
  readonly tests: Tests | null;
  /** What each stage took. */
  readonly stages: readonly StageReport[];
  /** Errors as lines for people. */
  readonly problems: readonly string[];
  /** Parts whose bytes differ from what the bundle says about them. */
  readonly mismatches: readonly string[];
  /** The project's theme applied, and each tenant's; empty without a program. */
  readonly sheets: readonly Sheet[];
  readonly assets: readonly BundleFile[];
}

/** A page's styles in one theme. */
export interface Sheet {
  /** Whose theme it is; null: the project's, for whoever has none. */
  readonly tenant: string | null;
  readonly file: BundleFile;
  /** What the first view needs of it. */
  readonly critical: string;
}

export interface BundleFile {
  /** Below `_ui/`. */
  readonly address: string;
  readonly bytes: Uint8Array;
}

/**
 * Compiles the very bytes of a bundle. Trusts none of its hashes and throws on none of its content. The program has marks
 * of instances, so that the server sees how components fare; they are no part of what its hash covers.
 */
export function compileBundle(bundle: Bundle, more: Pick<EngineOptions, 'marks' | 'components'> = {}): CompiledBundle {
  const assets = bundle.assets.map(readAsset);
  const nothing = {
    hash: bundleHash(bundle),
    program: null,
    tests: null,
    stages: [],
    sheets: [],
    problems: [],
    mismatches: assets.flatMap(({ mismatch }) => mismatch ?? []),
    assets: assets.map(({ file }) => file),
  };
  const root = bundle.documents.find(({ id }) => id === bundle.root);
  if (!root) return { ...nothing, problems: [`The bundle lacks its root document "${bundle.root}".`] };
  const options = { environment: nodeEnvironment(), clock: nodeClock, metrics: {}, ...functionsOfHost(), ...more };
  const engine = engineForBundle(bundle, options);
  const { program, diagnostics, tests, stages } = engine.compile(root.text);
  if (!program) return { ...nothing, stages, problems: errors(diagnostics) };
  const styled = [{ tenant: null, theme: bundle.settings.theme }, ...tenantThemes(bundle)].map(({ tenant, theme }) => {
    const styles = engine.styles(program, theme);
    const address = belowUi(stylesheetAddress(styles, bundle.settings));
    const file = { address, bytes: Buffer.from(styles.css) };
    return { sheet: { tenant, file, critical: styles.critical.css }, problems: errors(styles.diagnostics) };
  });
  return {
    ...nothing,
    program,
    tests,
    stages,
    problems: [...errors(diagnostics), ...styled.flatMap(({ problems }) => problems)],
    sheets: styled.map(({ sheet }) => sheet),
  };
}

/** Files that a bundle brings, as its pages name them. */
export const assetFilesOf = ({ assets }: Bundle): readonly BundleFile[] => assets.map((asset) => readAsset(asset).file);

const errors = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(explain);

const explain = ({ code, message, document, pointer, range }: Diagnostic): string =>
  `${code} ${document ?? ''} ${range ? `line ${range.start.line}` : pointer || 'document'}: ${message}`;

/** `{base}_ui/styles/…` → `styles/…`. */
const belowUi = (address: string): string => address.slice(address.indexOf('_ui/') + '_ui/'.length);

function readAsset(asset: BundleAsset): { readonly file: BundleFile; readonly mismatch: string | null } {
  const bytes = Buffer.from(asset.base64, 'base64');
  const digest = createHash('sha256').update(bytes).digest();
  const name = encodeURIComponent(asset.path.slice(asset.path.lastIndexOf('/') + 1));
  const file = { address: `assets/${digest.toString('hex').slice(0, 12)}/${name}`, bytes };
  const isRight = `sha256-${digest.toString('base64url')}` === asset.hash;
  return { file, mismatch: isRight ? null : `asset ${asset.path}` };
}
