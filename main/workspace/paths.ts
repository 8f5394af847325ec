import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

/** True for what the editor may open and save: documents, their tests, `studio.json`, the manifests. All are JSON. */
export const isEditable = (path: string): boolean => path.endsWith('.json');

/** Released documents of others are looked at, not changed. */
export const isVendored = (path: string): boolean => path.startsWith('vendor/');

/**
 * The absolute place of a path below the project, or null: for paths that lead out of it (`..`, absolute, through a
 * link), and into folders that are not the author's (`node_modules`, dot folders).
 */
export function insideProject(folder: string, path: string): string | null {
  const parts = path.split('/');
  const odd = parts.some(
    (part) => part === '' || part.startsWith('.') || part === 'node_modules' || /[\\:\0]/.test(part),
  );
  if (odd || isAbsolute(path)) return null;
  const place = join(folder, ...parts);
  // Not `realpathSync(folder)`: the folder itself may have been moved away while it is open.
  return isBelow(realOf(folder), realOf(place)) ? place : null;
}

/** Where a path really is, following links as far as it exists. */
function realOf(place: string): string {
  if (existsSync(place)) return realpathSync(place);
  const parent = dirname(place);
  return parent === place ? place : join(realOf(parent), place.slice(parent.length));
}

function isBelow(folder: string, place: string): boolean {
  const way = relative(folder, place);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
