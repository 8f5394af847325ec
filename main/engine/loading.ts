import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import {
  type Asset,
  type Bundle,
  type BundleAsset,
  type Compiled,
  coreVersion,
  createEngine,
  type DocumentKind,
  type Engine,
  type EngineOptions,
  type HostManifests,
  type ProjectSettings,
  type SourceDocument,
} from '#engine';

export interface ProjectFile {
  readonly path: string;
  readonly text: string;
  readonly id: string | null;
  readonly version: string;
  readonly kind: DocumentKind | null;
  readonly title: string;
}
export interface LoadedProject {
  readonly folder: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly settings: ProjectSettings;
  readonly manifests: HostManifests;
  readonly files: readonly ProjectFile[];
  readonly vendor: readonly ProjectFile[];
}
const pattern = /\.(page|layout|component|theme|messages|library)\.json$/;

export function loadProject(place: string): LoadedProject {
  const folder = statSync(place).isDirectory() ? place : dirname(place);
  if (folder !== place)
    return {
      folder,
      name: basename(place),
      namespace: null,
      settings: {},
      manifests: {},
      files: [readFile(folder, place)],
      vendor: [],
    };
  const json = (name: string) => {
    try {
      return JSON.parse(readFileSync(join(folder, name), 'utf8'));
    } catch {
      return undefined;
    }
  };
  const settings = json('studio.json') ?? {};
  const sources = json('sources.manifest.json');
  const calls = json('calls.manifest.json');
  const { theme, access, locales, viewports, site } = settings;
  const pruned = Object.fromEntries(
    Object.entries({ theme, access, locales, viewports, site }).filter(([, value]) => value !== undefined),
  ) as ProjectSettings;
  return {
    folder,
    name: settings.name ?? basename(folder),
    namespace: settings.namespace ?? null,
    settings: pruned,
    manifests: { ...(sources && { sources }), ...(calls && { calls }) },
    files: scan(folder, folder).map((place) => readFile(folder, place)),
    vendor: existsSync(join(folder, 'vendor'))
      ? readdirSync(join(folder, 'vendor'))
          .filter((name) => pattern.test(name))
          .map((name) => readFile(folder, join(folder, 'vendor', name)))
      : [],
  };
}

function scan(root: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.name.startsWith('.') || entry.name === 'node_modules' || (folder === root && entry.name === 'vendor'))
        return [];
      const place = join(folder, entry.name);
      if (entry.isDirectory()) return scan(root, place);
      return pattern.test(entry.name) ? [place] : [];
    })
    .sort();
}

function readFile(folder: string, place: string): ProjectFile {
  const path = relative(folder, place).split(sep).join('/');
  const text = readFileSync(place, 'utf8');
  let envelope: Record<string, unknown> = {};
  try {
    envelope = JSON.parse(text);
  } catch {
    // Read as far as it goes: the editor shows what is wrong with it.
  }
  const string = (name: string) => (typeof envelope?.[name] === 'string' ? envelope[name] : null);
  return {
    path,
    text,
    id: string('id'),
    version: string('version') ?? '0.0.0',
    kind: (string('kind') ?? pattern.exec(path)?.[1] ?? null) as DocumentKind | null,
    title: string('title') ?? basename(path),
  };
}

export function engineOptions(project: LoadedProject): EngineOptions {
  const byId = new Map<string, SourceDocument[]>();
  for (const { id, text, path } of [...project.files, ...project.vendor])
    if (id) byId.set(id, [...(byId.get(id) ?? []), { text, file: path }]);
  return {
    documents: { find: (id) => byId.get(id) ?? [] },
    assets: (path) => assetOf(readAsset(project, path)),
    settings: project.settings,
    manifests: project.manifests,
    clock: () => performance.now(),
  };
}
const hashOf = (bytes: Uint8Array) => `sha256-${createHash('sha256').update(bytes).digest('base64url')}`;
const assetOf = (bytes: Uint8Array | null): Asset | null => (bytes ? { hash: hashOf(bytes) } : null);
export function readAsset(project: LoadedProject, path: string): Uint8Array | null {
  const place = join(project.folder, 'assets', path);
  if (path.split('/').includes('..')) return null;
  try {
    return readFileSync(place);
  } catch {
    return null;
  }
}

export function bundleOf(project: LoadedProject, text: string, compiled: Compiled): Bundle {
  const root = compiled.document!;
  const all = [...project.files, ...project.vendor];
  const wanted = new Set(compiled.dependencies.map(({ id, version }) => `${id}@${version}`));
  const theme = all.find(({ id }) => id === project.settings.theme);
  const docs = [
    { id: root.id, version: root.version, text },
    ...all
      .filter((file) => file !== theme && file.id !== root.id && wanted.has(`${file.id}@${file.version}`))
      .map(({ id, version, text }) => ({ id: id!, version, text })),
    ...(theme ? [{ id: theme.id!, version: theme.version, text: theme.text }] : []),
  ];
  const names = [
    ...new Set(docs.flatMap(({ text }) => [...text.matchAll(/"asset:([^"]+)"/g)].map((match) => match[1]!))),
  ].sort();
  const assets = names.flatMap((path): BundleAsset[] => {
    const bytes = readAsset(project, path);
    return bytes ? [{ path, hash: hashOf(bytes), base64: Buffer.from(bytes).toString('base64') }] : [];
  });
  return {
    format: 1,
    root: root.id,
    documents: docs.sort((a, b) => (a.id < b.id ? -1 : 1)),
    settings: project.settings,
    manifests: project.manifests,
    assets,
    engine: coreVersion,
  };
}

export function engineForBundle(bundle: Bundle): Engine {
  const assets = new Map(bundle.assets.map(({ path, hash }) => [path, { hash }]));
  return createEngine({
    documents: {
      find: (id) => bundle.documents.filter((document) => document.id === id).map(({ text }) => ({ text })),
    },
    assets: (path) => assets.get(path) ?? null,
    settings: bundle.settings,
    manifests: bundle.manifests,
    clock: () => performance.now(),
  });
}
