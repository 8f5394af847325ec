import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** A row of `docs/watched.md`: paths in what the doctor prints, and the test in which they are moved. */
export interface WatchedRow {
  readonly fields: readonly string[];
  /** File name, and the beginning of a title or some of its words. */
  readonly test: { readonly file: string; readonly title: string } | null;
}

export const watchedRows = (): readonly WatchedRow[] =>
  readFileSync(join(root, 'docs', 'watched.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, fields = '', , , test = ''] = line.split('|');
      const found = /^`([^`]+)`: (.+)$/.exec(test.trim());
      return {
        fields: [...fields.matchAll(/`([^`]+)`/g)].flatMap(([, path = '']) => expanded(path)),
        test: found && { file: found[1]!, title: found[2]! },
      };
    });

/** `a.{b,c}` is `a.b` and `a.c`. */
function expanded(path: string): readonly string[] {
  const found = /^(.*?)\{([^}]+)\}(.*)$/.exec(path);
  if (!found) return [path];
  const [, before, choices = '', after] = found;
  return choices.split(',').flatMap((choice) => expanded(`${before}${choice}${after}`));
}

/** Paths to everything that is a plain value, or an empty list or map; `[]` stands for each entry of a list. */
export function pathsIn(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value))
    return value.length === 0 ? [`${path}[]`] : value.flatMap((one) => pathsIn(one, `${path}[]`));
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, one]) => pathsIn(one, path === '' ? key : `${path}.${key}`));
}

/** `a.b` and `a[].b` are in `a`. */
export const isSameOrIn = (path: string, other: string): boolean =>
  path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[]`);

/** The text of a test file of that name, wherever it lies; null when there is none. */
export function testFile(name: string): string | null {
  for (const folder of ['renderer-engine', 'visual-tests', 'main', 'server']) {
    const found = readdirSync(join(root, folder), { recursive: true }).find(
      (path) => String(path).split(/[\\/]/).at(-1) === name,
    );
    if (found) return readFileSync(join(root, folder, String(found)), 'utf8');
  }
  return null;
}
