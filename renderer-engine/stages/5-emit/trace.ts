import type { ElementNode } from '../4-optimize/tree.ts';
import { bareKeyPiece, openKeys, type Piece, withoutGaps } from './dom-ids.ts';
import type { Emission } from './emission.ts';
import type { AnyOp, EachLoop } from './ops.ts';

/**
 * Names a node in a traced render: its id, and the keys of the loops around it, outer first and with spaces between them,
 * so that a test can tell one item from another. A trace changes nothing of what is published.
 */
export function traceOf({ place, address }: Pick<ElementNode, 'place' | 'address'>, emission: Emission): AnyOp {
  const keys = tracedKeys(
    [...address.instances, address.own].flatMap((step) => step.keys),
    emission,
  );
  return keys.length === 0 ? ['trace', place.id] : ['trace', place.id, keys];
}

function tracedKeys(keys: Parameters<typeof openKeys>[0], emission: Emission): readonly Piece[] {
  const loops = openKeys(keys, emission).filter((key) => key.kind === 'loop');
  return withoutGaps(loops.flatMap((key, at) => [at > 0 ? ' ' : '', bareKeyPiece(key, emission)]));
}

/** A loop while what stands in it is written. */
export type OpenLoop = EachLoop & { key: EachLoop['key']; traced?: true };

/** No address needs its key; a trace still does. */
export function withoutKey(loop: OpenLoop, { context }: Emission): void {
  if (context.traced && loop.key !== null) loop.traced = true;
  else loop.key = null;
}
