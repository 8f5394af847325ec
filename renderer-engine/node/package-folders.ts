import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { names } from '../document/names.ts';
import { list, object, optional, required, text } from '../document/shapes/shape.ts';
import type { JsonObject } from '../document/types.ts';
import { defaultLimits } from '../limits.ts';
import type { ComponentPackage, PackageLoader, PackageManifest } from '../registry/packages/package.ts';
import type { RegistryFile } from '../registry/registered-file.ts';
import { readShaped } from '../stages/1-parse/read-shaped.ts';
import { envelopeOf } from './envelope-of.ts';
import { type FileProblem, readText } from './read-file.ts';
import { walkFolder } from './walk-folder.ts';

/** File that makes a folder a component package. */
export const packageManifest = 'component-package.json';

const manifestShape = object(`"${packageManifest}"`, {
  $schema: optional(text(), 'Address of the schema of this file.'),
  name: required(text(names.documentId), 'What the package is called.'),
  version: required(text(names.version), 'Version of the package.'),
  title: optional(text(), 'For people.'),
  related: optional(list(text(names.documentId)), 'Packages that are often used together with it.'),
});

const mostBytes = 2_000_000;
const isDocument = (path: string): boolean => /\.(component|library|messages)\.json$/.test(path);

export interface PackageFolders extends PackageLoader {
  /** What could not be read while looking for packages. */
  readonly problems: readonly FileProblem[];
  /** Another text when a file of a package was written, added or removed. */
  readonly stamp: string;
}

/** Packages below these folders: each is a folder with a manifest, and brings every document in it. */
export function packageFolders(folders: readonly string[]): PackageFolders {
  const problems: FileProblem[] = [];
  const found = new Map<string, { readonly manifest: PackageManifest; readonly place: string }>();
  for (const folder of folders) {
    if (!existsSync(folder)) {
      const message = `There is no folder "${folder}" to look for component packages in. Check "packages" in studio.json.`;
      problems.push({ code: 'file/unreadable', path: folder, message });
      continue;
    }
    const walked = walkFolder(folder, (path) => basename(path) === packageManifest);
    problems.push(...walked.problems);
    for (const { path, place } of walked.files) {
      const manifest = readManifest(place, `${basename(folder)}/${path}`, problems);
      // Folders are looked at in the order they are written in: the first package of a name is the one.
      if (manifest && !found.has(manifest.name)) found.set(manifest.name, { manifest, place: dirname(place) });
    }
  }
  const manifests = [...found.values()].map(({ manifest }) => manifest);
  return {
    problems,
    stamp: [...found.values()].map(({ manifest, place }) => `${manifest.name} ${stampOf(place)}`).join('\n'),
    index: () => manifests,
    load: async (name) => {
      const known = found.get(name);
      if (!known) throw new Error(`There is no package "${name}".`);
      return readPackage(known.manifest, known.place);
    },
  };
}

function readManifest(place: string, path: string, problems: FileProblem[]): PackageManifest | null {
  const content = readText(place, path, mostBytes);
  if (typeof content !== 'string') {
    problems.push(content);
    return null;
  }
  const { value, diagnostics } = readShaped(content, path, manifestShape, defaultLimits);
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (!value || wrong) {
    const why = wrong?.message ?? 'It is not JSON.';
    problems.push({ code: 'file/unreadable', path, message: `"${path}" does not describe a package: ${why}` });
    return null;
  }
  const { name, version, related } = value as JsonObject & { readonly name: string; readonly version: string };
  const provides = documentsIn(dirname(place)).flatMap(({ path: file, place: where }) => {
    const own = readText(where, file, mostBytes);
    return typeof own === 'string' ? (envelopeOf(own).id ?? []) : [];
  });
  return { name, version, provides, related: Array.isArray(related) ? (related as readonly string[]) : [] };
}

const stampOf = (folder: string): string =>
  documentsIn(folder)
    .map(({ path, place }) => `${path} ${statSync(place).size} ${statSync(place).mtimeMs}`)
    .join(' ');

/** Packages inside of packages are their own. */
function documentsIn(folder: string) {
  const { files } = walkFolder(folder, (path) => isDocument(path) || basename(path) === packageManifest);
  const inner = files.filter(({ path }) => path.includes('/') && basename(path) === packageManifest);
  const isInner = (path: string) => inner.some((manifest) => path.startsWith(`${dirname(manifest.path)}/`));
  return files.filter(({ path }) => isDocument(path) && !isInner(path));
}

/** Rejects with the first file that cannot be read: half a package is none. */
function readPackage(manifest: PackageManifest, folder: string): ComponentPackage {
  if (!existsSync(folder)) throw new Error('its folder is gone');
  const files = documentsIn(realpathSync(folder));
  const documents = files.map(({ path, place }): RegistryFile => {
    const content = readText(place, join(manifest.name, path), mostBytes);
    if (typeof content !== 'string') throw new Error(content.message);
    const { id, kind } = envelopeOf(content);
    return { path: `package:${manifest.name}/${path}`, text: content, id, kind, origin: 'package' };
  });
  return { manifest, documents };
}
