import { coreVersion } from '../core-version.ts';
import type { Compiled, Dependency } from '../engine.ts';
import { defaultLimits } from '../limits.ts';
import type { Bundle, BundleAsset, BundleDocument } from '../release/bundle.ts';
import { parse } from '../stages/1-parse/parse.ts';
import { sidecarOf } from '../stages/1-parse/sidecar.ts';
import { coreAssets } from '../themes/core-assets.ts';
import { loadTheme } from '../themes/load-theme.ts';
import { envelopeOf } from './envelope-of.ts';
import type { LoadedProject } from './load-project.ts';

/** A document with everything it needs, as exact texts. */
export interface Bundled {
  /** Null when there is no id or version in the text. */
  readonly bundle: Bundle | null;
  /** `asset:` paths that are named, but that nobody has; sorted. */
  readonly missing: readonly string[];
}

type BundleProject = Pick<LoadedProject, 'documents' | 'assets' | 'settings' | 'manifests' | 'routes' | 'lone'>;

/**
 * Bundles a document of a project: `text` itself, whatever its file holds; its bases, components and libraries as the
 * compiler chose them; the themes it is shown and tested with, with their parents; the assets that all of them name.
 */
export function bundleOf(project: BundleProject, text: string, compiled: Compiled): Bundled {
  const { id, version } = envelopeOf(text);
  if (id === null || version === null) return { bundle: null, missing: [] };
  const found = new Map<string, BundleDocument>();
  const add = (document: BundleDocument): void => {
    found.set(`${document.id}@${document.version}`, document);
  };
  for (const theme of themesOf(project, compiled)) for (const document of themeChain(theme, project)) add(document);
  for (const dependency of compiled.dependencies) {
    const document = documentOf(dependency, project);
    if (document) add(document);
  }
  // Last, because a theme may be bundled that is also the project's own, saved or not.
  const tests = sidecarOf(id, undefined, project.documents)?.text;
  add({ id, version, text, ...(tests !== undefined && { tests }) });
  const documents = [...found.values()].filter(isOurs).sort(byIdAndVersion);
  const { assets, missing } = assetsOf(documents, project);
  const { settings, manifests } = project;
  const routes = project.lone ? {} : { routes: routesNamedIn(documents, id, project.routes) };
  const bundle: Bundle = {
    format: 1,
    root: id,
    documents,
    settings,
    manifests,
    assets,
    ...routes,
    engine: coreVersion,
  };
  return { bundle, missing };
}

/** Only of other pages the documents name: a new page elsewhere in the project must not void an approval. */
const routesNamedIn = (
  documents: readonly BundleDocument[],
  root: string,
  routes: BundleProject['routes'],
): BundleProject['routes'] =>
  Object.fromEntries(
    Object.entries(routes)
      .filter(([page]) => page !== root && documents.some(({ text }) => text.includes(`"${page}"`)))
      .sort(([a], [b]) => compare(a, b)),
  );

/** What ships with the engine is on every server. */
const isOurs = ({ id }: BundleDocument): boolean => !id.startsWith('core/');

const byIdAndVersion = (a: BundleDocument, b: BundleDocument): number =>
  a.id === b.id ? compare(a.version, b.version) : compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The project's theme, those of its tenants, and those the document's tests name. */
function themesOf({ settings, documents }: BundleProject, { tests }: Compiled): readonly string[] {
  const tested = [tests?.matrix, ...(tests?.cases ?? []).map(({ matrix }) => matrix)];
  const tenants = documents.all.flatMap(({ envelope: { kind, id }, text }) => {
    if (kind !== 'theme' || id === null) return [];
    const { document } = parse(text, undefined, defaultLimits);
    return document?.kind === 'theme' && document.tenant ? [id] : [];
  });
  const ids = [settings.theme, ...tenants, ...tested.flatMap((matrix) => matrix?.themes ?? [])];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

function themeChain(theme: string, { documents }: BundleProject): readonly BundleDocument[] {
  return loadTheme(theme, documents).chain.flatMap(({ document: { id, version }, file }) => {
    const source = documents.find(id).find((one) => one.file === file);
    return source ? [{ id, version, text: source.text }] : [];
  });
}

/** The very text the compiler took: of texts with the same id and version, the one with the same hash. */
function documentOf({ id, version, hash }: Dependency, { documents }: BundleProject): BundleDocument | null {
  const candidates = documents.find(id).filter(({ text }) => envelopeOf(text).version === version);
  const taken =
    candidates.length > 1
      ? candidates.find(({ text, file }) => parse(text, file, defaultLimits).sourceHash === hash)
      : candidates[0];
  return taken ? { id, version, text: taken.text } : null;
}

const assetName = /"asset:([^"\\]{1,500})"/g;

/** Files named by `asset:` anywhere in the texts; those that ship with the product are everywhere. */
function assetsOf(documents: readonly BundleDocument[], { assets }: BundleProject) {
  const names = documents.flatMap(({ text }) => [...text.matchAll(assetName)].map((match) => match[1] ?? ''));
  const bundled: BundleAsset[] = [];
  const missing: string[] = [];
  for (const path of [...new Set(names)].sort()) {
    const file = assets.read(path);
    if (!file) missing.push(path);
    // A file of the project may stand before one of the product.
    else if (coreAssets[path]?.hash !== file.asset.hash) {
      bundled.push({ path, hash: file.asset.hash, base64: file.bytes.toString('base64') });
    }
  }
  return { assets: bundled, missing };
}
