import type { Baseline, PictureStore } from '../types/baseline.ts';
import type { Comparison, NodeChange } from '../types/comparison.ts';
import type { NodeShape } from '../types/shot.ts';
import { type NodeChanges, nodeChanges } from './node-changes.ts';

/** What became of the nodes since a baseline was made; nothing is known of one made before shapes were kept. */
export async function whatChanged(
  { shapes }: Baseline,
  after: readonly NodeShape[],
  { runs, clusters, equal }: Comparison,
  dpr: number,
  pictures: PictureStore,
): Promise<NodeChanges> {
  const before = shapes === null || equal ? null : await readShapes(shapes, pictures);
  return before ? nodeChanges({ before, after, runs, dpr, clusters }) : { changes: [], clusters };
}

/** `Changed: "title" (text), "card" (restyled) and 2 more; 14 nodes because of them.`; null when no node did. */
export function explainChanges(changes: readonly NodeChange[]): string | null {
  const causes = changes.filter(({ cause }) => cause === null);
  if (causes.length === 0) return null;
  const named = causes.slice(0, 3).map(({ node, kind }) => `"${node}" (${kind})`);
  const more = causes.length > named.length ? ` and ${causes.length - named.length} more` : '';
  const followers = changes.length - causes.length;
  const because = followers === 0 ? '' : `; ${followers} ${followers === 1 ? 'node' : 'nodes'} because of that`;
  return `Changed: ${named.join(', ')}${more}${because}.`;
}

/** Null when they are gone or no longer what was written. */
export async function readShapes(hash: string, pictures: PictureStore): Promise<readonly NodeShape[] | null> {
  try {
    const bytes = await pictures.get(hash);
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as readonly NodeShape[]);
  } catch {
    return null;
  }
}
