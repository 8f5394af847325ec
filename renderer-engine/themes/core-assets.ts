import hashes from '../../assets/themes/core.assets.json' with { type: 'json' };
import type { Asset } from '../engine.ts';

/** Files of the core theme: path after `asset:`, which is also the path below the folder `assets`, → hash of the bytes. */
export const coreAssets: Readonly<Record<string, Asset>> = Object.fromEntries(
  Object.entries(hashes).map(([path, hash]) => [path, { hash }]),
);
