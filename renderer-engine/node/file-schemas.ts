import { documentSchema, shapeSchema } from '../document/json-schema.ts';
import { lockShape } from '../document/lock-file.ts';
import { documentShapes } from '../document/shapes/document.ts';
import { tests } from '../document/shapes/tests.ts';
import type { DocumentKind, JsonObject } from '../document/types.ts';
import { callsShape, settingsShape, sourcesShape } from './settings-shapes.ts';

/**
 * The JSON Schema of every file of a project, by the last part of its `$schema` address ("page" for
 * `https://schema-studio.dev/ui/1/page.json`). `assets/schemas/` holds them as files, for any editor.
 */
export const fileSchemas = (): Readonly<Record<string, JsonObject>> => ({
  ...Object.fromEntries(
    (Object.keys(documentShapes) as readonly DocumentKind[]).map((kind) => [kind, documentSchema(kind)]),
  ),
  tests: shapeSchema('tests', tests),
  studio: shapeSchema('studio', settingsShape),
  sources: shapeSchema('sources', sourcesShape),
  calls: shapeSchema('calls', callsShape),
  lock: shapeSchema('lock', lockShape),
});
