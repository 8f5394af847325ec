import { createEngine } from '../create-engine.ts';
import type { Engine, EngineOptions } from '../engine.ts';
import { coreAssets } from '../themes/core-assets.ts';
import type { Bundle } from './bundle.ts';

/**
 * The engine that sees exactly what a bundle holds: what was approved compiles to the same program wherever this is
 * used. `options` are the host's own, e.g. a clock.
 */
export function engineForBundle(
  { documents, assets, settings, manifests, routes }: Bundle,
  options: Omit<EngineOptions, 'documents' | 'assets' | 'settings' | 'manifests'> = {},
): Engine {
  const byPath = new Map(assets.map(({ path, hash }) => [path, { hash }]));
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
    assets: (path) => byPath.get(path) ?? (Object.hasOwn(coreAssets, path) ? (coreAssets[path] ?? null) : null),
  });
}
