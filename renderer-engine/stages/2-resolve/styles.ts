import { merge } from '../../document/merge.ts';
import type { JsonObject } from '../../document/types.ts';
import type { Origin } from '../flow.ts';
import type { References } from './references.ts';

/** A style with its `$ref` replaced, siblings merged over the target. */
export function styleOf(
  style: JsonObject | undefined,
  origin: Origin,
  references: References,
  path: readonly string[] = [],
): JsonObject | null {
  if (!style || typeof style['$ref'] !== 'string') return style ?? null;
  const pointer = `${origin.pointer}/$ref`;
  const target = references.follow(style['$ref'], { unit: origin.unit, pointer });
  const { $ref: _, ...siblings } = style;
  if (!target) return siblings;
  if (path.includes(target.name)) {
    references.tellSchema({ kind: 'cycle', path: [...path, target.name], pointer }, origin.unit);
    return siblings;
  }
  const base = styleOf(target.value as JsonObject, target.origin, references, [...path, target.name]);
  return (merge(base ?? undefined, siblings) ?? null) as JsonObject | null;
}
