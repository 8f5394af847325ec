import type { Sealed, ServedAsset } from './jobs.ts';
import type { ProjectEngine } from './project-engine.ts';

/** The file behind `…_ui/assets/{12 hex digits}/{name}`: of a sealed bundle, else of the project; null for none. */
export async function findAsset(
  engine: ProjectEngine,
  address: string,
  sealed: Sealed | null,
): Promise<ServedAsset | null> {
  const wanted = parse(address);
  if (!wanted) return null;
  const found = sealed ? await engine.ask('asset-sealed', { ...wanted, sealed }) : await engine.ask('asset', wanted);
  return found.ok ? found.value : null;
}

function parse(address: string): { readonly hash: string; readonly name: string } | null {
  const [, hash, name] = /\/_ui\/assets\/([0-9a-f]{12})\/([^/?#]+)$/.exec(address) ?? [];
  if (!hash || !name) return null;
  try {
    return { hash, name: decodeURIComponent(name) };
  } catch {
    return null;
  }
}
