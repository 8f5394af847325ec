import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import { flatJson } from '../gallery/short-json.ts';
import { code } from './markdown.ts';

/** What a JSON Schema takes, in a few words: `"sm"`, `"md"`; whole number 1–6; list of text. */
export function schemaWords(schema: JsonSchema): string {
  if (typeof schema === 'boolean') return schema ? 'anything' : 'nothing';
  const own = schema as JsonObject;
  if (Array.isArray(own['enum'])) return valuesWords(own['enum']);
  if (own['const'] !== undefined) return code(flatJson(own['const']));
  for (const key of ['anyOf', 'oneOf'] as const) {
    const some = own[key];
    if (Array.isArray(some)) return [...new Set(some.map((one) => schemaWords(one as JsonSchema)))].join(' or ');
  }
  const types = [own['type'] ?? []].flat() as readonly string[];
  if (types.length === 0) return 'anything';
  return types.map((type) => typeWords(type, own)).join(' or ');
}

/** Long lists (icons) are cut: completion in the editor has them all. */
function valuesWords(values: readonly Json[]): string {
  const shown = values.slice(0, 12).map((value) => code(flatJson(value)));
  return values.length > 12 ? `${shown.join(', ')} … (${values.length} values)` : shown.join(', ');
}

function typeWords(type: string, schema: JsonObject): string {
  switch (type) {
    case 'string':
      return schema['format'] ? `text (${schema['format']})` : 'text';
    case 'integer':
      return `whole number${rangeWords(schema)}`;
    case 'number':
      return `number${rangeWords(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'array': {
      const items = schema['items'];
      return items === undefined || items === true ? 'list' : `list of ${schemaWords(items as JsonSchema)}`;
    }
    case 'object': {
      const properties = Object.keys((schema['properties'] ?? {}) as JsonObject);
      const needed = new Set((schema['required'] ?? []) as readonly string[]);
      if (properties.length === 0) return 'map';
      return `{ ${properties.map((name) => (needed.has(name) ? `${name}*` : name)).join(', ')} }`;
    }
    default:
      return type;
  }
}

function rangeWords({ minimum, maximum }: JsonObject): string {
  if (minimum !== undefined && maximum !== undefined) return ` ${minimum}–${maximum}`;
  if (minimum !== undefined) return ` from ${minimum}`;
  return maximum === undefined ? '' : ` up to ${maximum}`;
}
