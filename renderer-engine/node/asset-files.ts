import { createHash } from 'node:crypto';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Asset, AssetSource } from '../engine.ts';
import { hexOfHash } from '../html/addresses.ts';
import { imageSize } from '../html/image-size.ts';
import { coreAssets } from '../themes/core-assets.ts';
import { coreAssetFolder } from './core-asset-folder.ts';
import { readBytes } from './read-file.ts';
import { isBelow, walkFolder } from './walk-folder.ts';

/** Bytes of an asset, and what to send them as. */
export interface AssetFile {
  /** As in `asset:path`. */
  readonly path: string;
  readonly asset: Asset;
  readonly bytes: Buffer;
  /** Media type. */
  readonly type: string;
}

/** The files named by `asset:path`: those of a project first, then those that ship with the product. */
export interface AssetFiles {
  /** The engine's port. */
  readonly source: AssetSource;
  /** By the path after `asset:`; null when there is none, or it is not a picture or font. */
  read(path: string): AssetFile | null;
  /** By the two last parts of an address, `{hash12}/{name}`; null when nothing has that address. */
  at(hash12: string, name: string): AssetFile | null;
}

/** Bigger files are no part of a page. */
const mostBytes = 20_000_000;

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
};

/** Media type by the end of a name; null for files that are no assets. */
export function assetType(path: string): string | null {
  const end = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(types, end) ? (types[end] ?? null) : null;
}

/**
 * Assets of folders on disk. Paths never lead out of a folder, not even by links. A file is hashed when it is first
 * asked for, and again when its size or time changed.
 */
export function assetFiles(folder: string | null): AssetFiles {
  const own = folder !== null && existsSync(folder) ? realpathSync(folder) : null;
  const kept = new Map<string, { readonly stamp: string; readonly file: AssetFile }>();
  const read = (path: string): AssetFile | null => {
    const place =
      (own && placeOf(own, path)) ?? (Object.hasOwn(coreAssets, path) ? placeOf(coreAssetFolder(), path) : null);
    const type = assetType(path);
    if (place === null || type === null) return null;
    const { size, mtimeMs } = statSync(place);
    const stamp = `${place} ${size} ${mtimeMs}`;
    const known = kept.get(path);
    if (known?.stamp === stamp) return known.file;
    const bytes = readBytes(place, path, mostBytes);
    if (!Buffer.isBuffer(bytes)) return null;
    const file = { path, asset: assetOf(bytes), bytes, type };
    kept.set(path, { stamp, file });
    return file;
  };
  const paths = (): readonly string[] => [
    ...(own ? walkFolder(own, (path) => assetType(path) !== null).files.map(({ path }) => path) : []),
    ...Object.keys(coreAssets),
  ];
  return {
    source: (path) => read(path)?.asset ?? null,
    read,
    at: (hash12, name) => findAt([...new Set([...kept.keys(), ...paths()])], read, hash12, name),
  };
}

/** Assets held in memory, as a bundle brings them; those of the product behind them. */
export function assetsInMemory(files: readonly { readonly path: string; readonly base64: string }[]): AssetFiles {
  const own = new Map<string, AssetFile>();
  for (const { path, base64 } of files) {
    const bytes = Buffer.from(base64, 'base64');
    const type = assetType(path);
    if (type !== null) own.set(path, { path, asset: assetOf(bytes), bytes, type });
  }
  const core = assetFiles(null);
  const read = (path: string): AssetFile | null => own.get(path) ?? core.read(path);
  return {
    source: (path) => read(path)?.asset ?? null,
    read,
    at: (hash12, name) => findAt([...own.keys()], read, hash12, name) ?? core.at(hash12, name),
  };
}

function findAt(paths: readonly string[], read: AssetFiles['read'], hash12: string, name: string): AssetFile | null {
  for (const path of paths) {
    if (path.slice(path.lastIndexOf('/') + 1) !== name) continue;
    const file = read(path);
    if (file && hexOfHash(file.asset.hash) === hash12) return file;
  }
  return null;
}

function assetOf(bytes: Buffer): Asset {
  const hash = `sha256-${createHash('sha256').update(bytes).digest('base64url')}`;
  return { hash, ...imageSize(bytes) };
}

/** The file of a path below a folder; null when there is none or the path leads out of it. */
function placeOf(folder: string, path: string): string | null {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part.startsWith('.') || /[\\:\0]/.test(part))) return null;
  const place = join(folder, ...parts);
  if (!existsSync(place)) return null;
  const real = realpathSync(place);
  return isBelow(realpathSync(folder), real) && statSync(real).isFile() ? real : null;
}
