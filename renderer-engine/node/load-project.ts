import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.ts';
import { type LockFile, lockFormat, lockShape } from '../document/lock-file.ts';
import type { Shape } from '../document/shapes/shape.ts';
import type { JsonObject } from '../document/types.ts';
import type { HostManifests, ProjectSettings } from '../engine.ts';
import { defaultLimits } from '../limits.ts';
import { readShaped } from '../stages/1-parse/read-shaped.ts';
import { type AssetFiles, assetFiles } from './asset-files.ts';
import { packageManifest } from './package-folders.ts';
import {
  isSidecar,
  type ProjectDocuments,
  projectDocuments,
  sidecarPaths,
  type TextFile,
} from './project-documents.ts';
import { type FileProblem, readText } from './read-file.ts';
import { callsShape, settingsShape, sourcesShape } from './settings-shapes.ts';
import { type FoundFile, walkFolder } from './walk-folder.ts';

/** A project as it lies on disk (language.md 2.4), read into memory. */
export interface LoadedProject {
  /** Absolute, real path. For a lone file, the folder it lies in. */
  readonly folder: string;
  /** Path of the file the project was opened by, below `folder`; null when it was opened by its folder. */
  readonly file: string | null;
  /** A file with no `studio.json` above it: its neighbors are not read. */
  readonly lone: boolean;
  readonly name: string;
  readonly namespace: string | null;
  readonly settings: ProjectSettings;
  readonly manifests: HostManifests;
  readonly documents: ProjectDocuments;
  /** `ui.lock.json`; null when there is none that can be read. */
  readonly lock: LockFile | null;
  readonly assets: AssetFiles;
  /** Absolute places to look for component packages in. */
  readonly packages: readonly string[];
  /** Page id → route, for links between pages. */
  readonly routes: Readonly<Record<string, string>>;
  /** Mistakes of the author in `studio.json`, in the manifests, and between files. */
  readonly diagnostics: readonly Diagnostic[];
  /** What could not be read. */
  readonly problems: readonly FileProblem[];
}

/** What a lone file is shown with. */
const loneSettings: ProjectSettings = { theme: 'core/theme', access: 'public', locales: { default: 'en' } };

/** Larger files are no documents; the engine itself takes one megabyte. */
const mostBytes = 20_000_000;

const documentName = /\.(page|layout|component|theme|messages|library)\.json$/;

/**
 * Reads the project at a place: its folder, a file of it, or a lone file. Null when there is nothing at that place.
 * What cannot be read becomes a problem, what is wrong a diagnostic; the rest of the project is there.
 */
export function loadProject(place: string): LoadedProject | null {
  if (!existsSync(place)) return null;
  const real = realpathSync(place);
  if (statSync(real).isDirectory()) return loadFolder(real, null);
  const root = projectAbove(dirname(real));
  return root === null ? loadLone(real) : loadFolder(root, relative(root, real).split(sep).join('/'));
}

/** The nearest folder, from here upwards, that holds a `studio.json`. */
export function projectAbove(folder: string): string | null {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, 'studio.json'))) return above;
    if (dirname(above) === above) return null;
  }
}

function loadLone(place: string): LoadedProject {
  const name = basename(place);
  const text = readText(place, name, mostBytes);
  const sidecars = sidecarPaths(name)
    .filter((path) => existsSync(join(dirname(place), path)))
    .map((path) => ({ path, text: readText(join(dirname(place), path), path, mostBytes) }));
  const files = [{ path: name, text }, ...sidecars];
  const documents = projectDocuments(files.filter((file): file is TextFile => typeof file.text === 'string'));
  return {
    folder: dirname(place),
    file: name,
    lone: true,
    name,
    namespace: null,
    settings: loneSettings,
    manifests: {},
    documents,
    lock: null,
    assets: assetFiles(null),
    packages: [],
    routes: routesOf(documents),
    diagnostics: documents.diagnostics,
    problems: files.flatMap((file) => (typeof file.text === 'string' ? [] : [file.text])),
  };
}

function loadFolder(folder: string, file: string | null): LoadedProject {
  const { files: found, problems: unreachable } = walkFolder(
    folder,
    (path) => documentName.test(path) || isSidecar(path) || basename(path) === packageManifest,
  );
  const files = withoutPackages(found);
  const problems: FileProblem[] = [...unreachable];
  const texts: TextFile[] = [];
  for (const { path, place } of files) {
    const text = readText(place, path, mostBytes);
    if (typeof text === 'string') texts.push({ path, text });
    else problems.push(text);
  }
  const diagnostics: Diagnostic[] = [];
  const read = (name: string, shape: Shape): JsonObject | null => {
    const place = join(folder, name);
    if (!existsSync(place)) return null;
    const text = readText(place, name, mostBytes);
    if (typeof text !== 'string') {
      problems.push(text);
      return null;
    }
    const { value, diagnostics: found } = readShaped(text, name, shape, defaultLimits);
    diagnostics.push(...found);
    return value;
  };
  const studio = read('studio.json', settingsShape) ?? {};
  const sources = read('sources.manifest.json', sourcesShape);
  const calls = read('calls.manifest.json', callsShape);
  const lock = readableLock(read('ui.lock.json', lockShape) as LockFile | null, diagnostics);
  const documents = projectDocuments(texts);
  return {
    folder,
    file,
    lone: false,
    name: typeof studio['name'] === 'string' ? studio['name'] : basename(folder),
    namespace: typeof studio['namespace'] === 'string' ? studio['namespace'] : null,
    settings: settingsOf(studio),
    manifests: { ...(sources && { sources }), ...(calls && { calls }) },
    documents,
    lock,
    assets: assetFiles(join(folder, 'assets')),
    packages: packagesOf(studio).map((path) => resolve(folder, path)),
    routes: routesOf(documents),
    diagnostics: [...diagnostics, ...documents.diagnostics],
    problems: [...problems, ...documents.alone.map(besideNothing)],
  };
}

/** What lies in a component package belongs to the package, wherever it stands. */
function withoutPackages(files: readonly FoundFile[]): readonly FoundFile[] {
  const packages = files.filter(({ path }) => basename(path) === packageManifest).map(({ path }) => dirname(path));
  if (packages.length === 0) return files;
  return files.filter(({ path }) => !packages.some((inside) => path.startsWith(`${inside}/`)));
}

const besideNothing = (path: string): FileProblem => ({
  code: 'file/alone',
  path,
  message: `"${path}" holds the tests of no document. Name it like the document beside it: "orders.tests.json" for "orders.page.json".`,
});

/** What rendering reads of `studio.json`; the rest is about the project, not about its pages. */
/** A newer format may mean something else by the same words, so nothing of it is taken. */
function readableLock(lock: LockFile | null, diagnostics: Diagnostic[]): LockFile | null {
  if (!lock || (lock.lock as number) <= lockFormat) return lock;
  const offered = `reads format ${lockFormat}. It was written by version ${lock.engine}: open the project with that one`;
  const what = `format ${lock.lock} of "ui.lock.json"`;
  diagnostics.push(report('UI8001', { what, offered }, { pointer: '/lock', file: 'ui.lock.json' }));
  return null;
}

function settingsOf(studio: JsonObject): ProjectSettings {
  const keys = ['theme', 'access', 'locales', 'messages', 'tenants', 'viewports', 'site'] as const;
  return Object.fromEntries(keys.filter((key) => studio[key] !== undefined).map((key) => [key, studio[key]]));
}

const packagesOf = (studio: JsonObject): readonly string[] => {
  const folders = studio['packages'];
  return Array.isArray(folders) ? folders.filter((one) => typeof one === 'string') : [];
};

function routesOf({ all }: ProjectDocuments): Readonly<Record<string, string>> {
  const routes: [string, string][] = [];
  for (const { envelope, vendored } of all) {
    const { id, kind, route } = envelope;
    if (kind === 'page' && id !== null && route !== null && !vendored) routes.push([id, route]);
  }
  return Object.fromEntries(routes);
}
