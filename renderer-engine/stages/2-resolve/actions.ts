import { merge } from '../../document/merge.ts';
import { step } from '../../document/pointer.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { Origin } from '../flow.ts';
import type { References } from './references.ts';

/**
 * Actions with their `$ref`s replaced, siblings merged over the target; also inside `then` and `catch`. What leads
 * nowhere is left out. Values without references keep their identity.
 */
export function resolveActions(
  value: Json,
  origin: Origin,
  references: References,
  path: readonly string[] = [],
): Json | undefined {
  if (Array.isArray(value)) {
    const items = value.map((item: Json, index) => resolveActions(item, at(origin, index), references, path));
    return items.every((item, index) => item === value[index])
      ? value
      : items.filter((item) => item !== undefined).flat();
  }
  if (typeof value !== 'object' || value === null) return value;
  const action = value as JsonObject;
  if (typeof action['$ref'] === 'string') return referenced(action, action['$ref'], origin, references, path);
  let result: Record<string, Json> | null = null;
  for (const key of ['then', 'catch']) {
    const inner = action[key];
    if (inner === undefined) continue;
    const resolved =
      key === 'then' || typeof inner !== 'object' || inner === null
        ? resolveActions(inner, at(origin, key), references, path)
        : resolveByStatus(inner as JsonObject, at(origin, key), references, path);
    if (resolved === inner) continue;
    result ??= { ...action };
    if (resolved === undefined) delete result[key];
    else result[key] = resolved;
  }
  return result ?? value;
}

function referenced(
  action: JsonObject,
  reference: string,
  origin: Origin,
  references: References,
  path: readonly string[],
): Json | undefined {
  const target = references.follow(reference, at(origin, '$ref'));
  if (!target) return undefined;
  if (path.includes(target.name) || path.length >= 32) {
    references.tellSchema(
      { kind: 'cycle', path: [...path, target.name], pointer: step(origin.pointer, '$ref') },
      origin.unit,
    );
    return undefined;
  }
  const { $ref: _, ...siblings } = action;
  const resolved = resolveActions(target.value, target.origin, references, [...path, target.name]);
  // What leads nowhere, or to itself, does nothing, whatever stands beside it.
  return resolved === undefined || Array.isArray(resolved) ? resolved : merge(resolved, siblings);
}

function resolveByStatus(
  byStatus: JsonObject,
  origin: Origin,
  references: References,
  path: readonly string[],
): JsonObject {
  let result: Record<string, Json> | null = null;
  for (const [status, actions] of Object.entries(byStatus)) {
    const resolved = resolveActions(actions, at(origin, status), references, path);
    if (resolved !== actions) result = { ...(result ?? byStatus), [status]: resolved ?? [] };
  }
  return result ?? byStatus;
}

const at = ({ unit, pointer }: Origin, key: string | number): Origin => ({ unit, pointer: step(pointer, key) });
