import semver from 'semver';
import { flattenSchema, type SchemaScope } from '../../document/flatten-schema.ts';
import { valueAt } from '../../document/pointer.ts';
import type { Json, JsonObject, JsonSchema, StudioDocument } from '../../document/types.ts';
import type { FrontContext } from '../flow.ts';
import { type ParsedDocuments, parsedDocuments } from './parsed-documents.ts';
import { wantedOf } from './versions.ts';

/**
 * A schema of a manifest, whose `uses` and `$ref` work as in documents (language.md 2.4). What leads nowhere, or is too
 * large to look at, is left to the answers themselves.
 */
export function manifestSchema(
  schema: Json | undefined,
  manifest: JsonObject | undefined,
  context: FrontContext,
): JsonSchema {
  if (schema === undefined) return true;
  if (!JSON.stringify(schema).includes('"$ref"')) return schema as JsonSchema;
  const documents = parsedDocuments(context);
  const uses = (manifest?.['uses'] ?? {}) as Readonly<Record<string, string>>;
  const state = { sound: true };
  const flat = flattenSchema(schema as JsonSchema, scopeOf(uses, null, documents), '', {
    referenceDepth: context.limits.referenceDepth,
    most: mostSchemas,
    allowance: { left: mostSchemas },
    tell: () => {
      state.sound = false;
    },
  });
  return state.sound ? flat : true;
}

const mostSchemas = 5_000;

function scopeOf(
  uses: Readonly<Record<string, string>>,
  own: StudioDocument | null,
  documents: ParsedDocuments,
): SchemaScope {
  return {
    lookUp(reference) {
      const [alias = '', pointer = ''] = reference.split('#');
      const used = Object.hasOwn(uses, alias) ? documentOf(uses[alias]!, documents) : null;
      const document = alias === '' ? own : used;
      const schema = document && pointer.startsWith('/defs/') ? valueAt(document, pointer) : undefined;
      if (!document || schema === undefined) return null;
      const scope = scopeOf(document.uses ?? {}, document, documents);
      return { schema: schema as JsonSchema, scope, pointer, name: `${document.id}@${document.version}#${pointer}` };
    },
  };
}

function documentOf(reference: string, documents: ParsedDocuments): StudioDocument | null {
  const { id, range } = wantedOf(reference);
  const fitting = documents.versions(id).find(({ document }) => semver.satisfies(document!.version, range));
  return fitting?.document ?? null;
}
