import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let found: string | null = null;

/**
 * The folder `assets` of the product, which holds the fonts of the core theme. It lies above this file, at a distance
 * that differs between sources and the packaged app.
 */
export function coreAssetFolder(): string {
  found ??= search(dirname(fileURLToPath(import.meta.url)));
  return found;
}

function search(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const assets = join(folder, 'assets');
    if (existsSync(join(assets, 'fonts', 'inter-var.woff2'))) return assets;
    if (dirname(folder) === folder) throw new Error(`The product's assets are missing: none above ${start}.`);
  }
}
