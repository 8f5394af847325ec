import { step } from '../document/pointer.ts';
import type { Json, JsonObject } from '../document/types.ts';
import type { ResolvedTheme } from './resolve-theme.ts';
import { type At, isObject } from './token-tree.ts';

/** What a theme sets for a built-in type or a component document: `defaults`, `tokens`, `parts`. */
export function overrideOf({ components }: Pick<ResolvedTheme, 'components'>, key: string): JsonObject {
  const own = Object.hasOwn(components, key) ? components[key] : undefined;
  return isObject(own) ? own : {};
}

/** Which theme of the chain says something last, and where; null when none does. */
export function placeInTheme({ units }: Pick<ResolvedTheme, 'units'>, keys: readonly string[]): At | null {
  const unit = units.find(({ document }) => readAt(document as unknown as Json, keys) !== undefined);
  if (!unit) return null;
  const { id, version } = unit.document;
  return { document: `${id}@${version}`, pointer: keys.reduce((pointer, name) => step(pointer, name), '') };
}

const readAt = (value: Json, keys: readonly string[]): Json | undefined =>
  keys.reduce<Json | undefined>(
    (inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
