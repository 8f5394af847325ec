import { createEngine } from '../create-engine.ts';
import type { Asset, Engine, EngineOptions } from '../engine.ts';
import { bytesOfBase64 } from '../html/base64.ts';
import { imageHeadBytes, imageSize } from '../html/image-size.ts';
import type { Bundle, BundleAsset } from './bundle.ts';

/**
 * The engine that sees exactly what a bundle holds: what was approved compiles to the same program wherever this is
 * used. `options` are the host's own, e.g. a clock.
 */
export function engineForBundle(
  { documents, assets, settings, manifests, routes }: Bundle,
  options: Omit<EngineOptions, 'documents' | 'assets' | 'settings' | 'manifests'> = {},
): Engine {
  const byPath = new Map(assets.map((asset) => [asset.path, assetOf(asset)]));
  return createEngine({
    ...(routes && { routes }),
    ...options,
    settings,
    manifests,
    documents: {
      find: (id) =>
        documents
          .filter((document) => document.id === id)
          .map(({ text, tests }) => ({ text, ...(tests !== undefined && { tests: { text: tests } }) })),
    },
    assets: (path) => byPath.get(path) ?? null,
  });
}

/** The same size that the project had, so that pages are the same. */
const assetOf = ({ hash, base64 }: BundleAsset): Asset => ({
  hash,
  ...imageSize(bytesOfBase64(base64, imageHeadBytes)),
});
