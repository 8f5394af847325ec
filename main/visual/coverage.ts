import { fail, ok, type Reply, type Request } from '#contract';
import type { JsonObject } from '#engine';
import { coverageOf, type NodeShape, type PictureSeen } from '#visual';
import { baselinesIn } from '../store/baselines.ts';
import { blobsIn } from '../store/blobs.ts';
import type { OpenProject } from '../workspace/open-project.ts';

/** What the accepted pictures of a document show of it, and of the components it is made of, as its text stands. */
export async function coverage(
  { store, engine }: Pick<OpenProject, 'store' | 'engine'>,
  { path, text }: Request<'visual.coverage'>,
): Promise<Reply<'visual.coverage'>> {
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
  // Of a document with mistakes only its own text is known, and the usual breakpoints.
  const sealing = await engine.ask('seal', { path, text });
  const sealed = sealing.ok ? sealing.value.sealed : null;
  if (!sealed) return ok(coverageOf(document, pictures));
  const widths = await engine.ask('breakpoints', { sealed });
  const others = sealed.bundle.documents.flatMap((other) => {
    const read = parsed(other.text);
    return read ? [[other.id, read] as const] : [];
  });
  return ok(coverageOf(document, pictures, { others: new Map(others), ...(widths.ok && { widths: widths.value }) }));
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
