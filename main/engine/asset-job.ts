import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { mediaType } from '../host/app-files.ts';
import { shippedFolder } from '../host/shipped.ts';
import type { Jobs } from './jobs.ts';

/**
 * Finds a file by the address pages and sheets give it, `…_ui/assets/{first 12 hex digits of its hash}/{name}`: among
 * the bundle's or the project's assets, else among those that ship with the program.
 */
export function assetJob(assetFolder: string | null) {
  return ({ address, sealed }: Jobs['asset']['request']): Jobs['asset']['answer'] => {
    const wanted = parse(address);
    if (!wanted) return null;
    const own = sealed ? bundled(sealed, wanted.name) : stored(assetFolder, wanted.name);
    const candidates = [...own, ...stored(join(shippedFolder('assets'), 'fonts'), wanted.name)];
    const bytes = candidates.find((file) => createHash('sha256').update(file).digest('hex').startsWith(wanted.hash));
    return bytes ? { bytes, type: mediaType(wanted.name) } : null;
  };
}

function parse(address: string): { readonly hash: string; readonly name: string } | null {
  const [, hash, encoded] = /\/_ui\/assets\/([0-9a-f]{12})\/([^/?#]+)$/.exec(address) ?? [];
  if (!hash || !encoded) return null;
  try {
    return { hash, name: decodeURIComponent(encoded) };
  } catch {
    return null;
  }
}

const bundled = ({ bundle }: NonNullable<Jobs['asset']['request']['sealed']>, name: string): readonly Uint8Array[] =>
  bundle.assets.filter(({ path }) => basename(path) === name).map(({ base64 }) => Buffer.from(base64, 'base64'));

/** Files of that name anywhere below a folder; read anew each time, so that a changed picture has its new address. */
function stored(folder: string | null, name: string): readonly Uint8Array[] {
  if (!folder || !existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}
