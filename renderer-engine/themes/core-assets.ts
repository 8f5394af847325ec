import assets from '../../assets/themes/core.assets.json' with { type: 'json' };
import type { Asset, AssetSource } from '../engine.ts';

/**
 * Fonts of the core theme and pictures of examples: path after `asset:`, which is also the path below the folder
 * `assets`, → hash of the bytes, and size of a picture.
 */
export const coreAssets: Readonly<Record<string, Asset>> = assets;

/** As a port. */
export const coreAsset: AssetSource = (path) => (Object.hasOwn(coreAssets, path) ? (coreAssets[path] ?? null) : null);
