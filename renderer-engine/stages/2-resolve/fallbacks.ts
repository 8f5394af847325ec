import type { Json, JsonObject, StudioDocument } from '../../document/types.ts';

/**
 * Whether a document provides for an alias that cannot be loaded: it only names a type, and every node of that type has
 * a `fallback` (language.md 4.6).
 */
export function isProvidedFor(document: StudioDocument, alias: string): boolean {
  const found = { nodes: 0, bare: 0 };
  count(document as unknown as Json, alias, found);
  return found.nodes > 0 && found.bare === 0;
}

function count(value: Json, alias: string, found: { nodes: number; bare: number }): void {
  if (typeof value === 'string') {
    // A reference or a message of it cannot fall back to anything.
    if (value.startsWith(`${alias}#`) || value.includes(`'${alias}:`) || value.includes(`"${alias}:`)) found.bare++;
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as JsonObject;
  if (node['type'] === alias && node['id'] !== undefined) {
    found.nodes++;
    if (node['fallback'] === undefined) found.bare++;
  }
  for (const inner of Object.values(value)) count(inner as Json, alias, found);
}
