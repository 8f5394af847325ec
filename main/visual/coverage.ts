import { fail, ok, type Reply, type Request } from '#contract';
import type { JsonObject } from '#engine';
import { coverageOf, type NodeShape, type PictureSeen } from '#visual';
import { baselinesIn } from '../store/baselines.ts';
import { blobsIn } from '../store/blobs.ts';
import type { Store } from '../store/open-store.ts';

/** What the accepted pictures of a document show of it, as its text stands. */
export function coverage(store: Store, { text }: Request<'visual.coverage'>): Reply<'visual.coverage'> {
  const document = parsed(text);
  const id = document?.['id'];
  if (!document || typeof id !== 'string') {
    return fail('visual/has-problems', 'The document cannot be read as JSON with an "id". Mend it first.');
  }
  const blobs = blobsIn(store.database);
  const pictures = baselinesIn(store.database)
    .acceptedOf(id)
    .flatMap(({ shapes, width }): readonly PictureSeen[] => {
      const nodes = namesIn(blobs.get(shapes)?.toString('utf8') ?? '[]');
      return nodes.length > 0 ? [{ width, nodes }] : [];
    });
  return ok(coverageOf(document, pictures));
}

function parsed(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

const namesIn = (text: string): readonly string[] => (JSON.parse(text) as readonly NodeShape[]).map(({ node }) => node);
