import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FileProblem } from './read-file.ts';

/** A file below a folder. */
export interface FoundFile {
  /** Below the folder, with `/`. */
  readonly path: string;
  /** Absolute, after following links. */
  readonly place: string;
}

const mostFiles = 20_000;
const deepest = 32;

/**
 * Files below a folder that `wanted` takes, sorted by path. Dot folders and `node_modules` are not looked into; links
 * are followed as long as they stay below the folder, and never in circles.
 */
export function walkFolder(
  folder: string,
  wanted: (path: string) => boolean,
): { readonly files: readonly FoundFile[]; readonly problems: readonly FileProblem[] } {
  const files: FoundFile[] = [];
  const problems: FileProblem[] = [];
  const root = realpathSync(folder);
  const visited = new Set<string>();
  const look = (place: string, path: string, depth: number): void => {
    if (visited.has(place) || depth > deepest) return;
    visited.add(place);
    for (const entry of entriesOf(place, path, problems)) {
      if (files.length >= mostFiles) return;
      const entryPath = path === '' ? entry.name : `${path}/${entry.name}`;
      const found = follow(entry, join(place, entry.name), entryPath, root, problems);
      if (found === null || isHidden(entry.name)) continue;
      if (found.folder) look(found.place, entryPath, depth + 1);
      else if (wanted(entryPath)) files.push({ path: entryPath, place: found.place });
    }
  };
  look(root, '', 0);
  if (files.length >= mostFiles) {
    const message = `This folder has more than ${mostFiles.toLocaleString('en')} files; the rest was left out. Open a smaller folder.`;
    problems.push({ code: 'project/too-many-files', path: '', message });
  }
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), problems };
}

const isHidden = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

function entriesOf(place: string, path: string, problems: FileProblem[]): readonly Dirent[] {
  try {
    // Sorted, so that a folder that is too large is cut at the same place everywhere.
    return readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const message = `The folder "${path || '.'}" cannot be read (${reason}). Check that you may read it.`;
    problems.push({ code: 'file/unreadable', path, message });
    return [];
  }
}

function follow(entry: Dirent, place: string, path: string, root: string, problems: FileProblem[]) {
  if (entry.isDirectory()) return { folder: true, place };
  if (entry.isFile()) return { folder: false, place };
  if (!entry.isSymbolicLink() || isHidden(entry.name)) return null;
  try {
    const real = realpathSync(place);
    if (isBelow(root, real)) return { folder: statSync(real).isDirectory(), place: real };
    const message = `"${path}" is a link to a place outside of the project and was left out. Copy the files instead.`;
    problems.push({ code: 'file/outside', path, message });
  } catch {
    problems.push({ code: 'file/unreadable', path, message: `"${path}" is a link to nothing. Remove it.` });
  }
  return null;
}

/** Whether a place lies below a folder; both are real paths. */
export function isBelow(folder: string, place: string): boolean {
  const way = relative(folder, place);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !way.includes(':');
}
