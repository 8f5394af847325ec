import { existsSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { type Failure, fail, ok, type Result } from '#contract';
import { projectAbove } from '#engine/node';

export interface FileInProject {
  /** The folder with `studio.json`, or the file itself when there is none above it. */
  readonly place: string;
  /** The file's path below the project, with `/`. */
  readonly path: string;
}

/** Which project a file belongs to: the nearest `studio.json` above it, else it is a project of its own. */
export function projectOf(file: string): Result<FileInProject, Failure<'document/not-found'>> {
  const full = resolve(file);
  if (!existsSync(full) || !statSync(full).isFile()) {
    return fail('document/not-found', `There is no file "${file}".`);
  }
  const folder = projectAbove(dirname(full));
  if (!folder) return ok({ place: full, path: basename(full) });
  return ok({ place: folder, path: relative(folder, full).split(sep).join('/') });
}
