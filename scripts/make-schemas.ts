import { mkdirSync, writeFileSync } from 'node:fs';
import { fileSchemas } from '#engine/node';

/** `npm run schemas`: writes `assets/schemas/`, the JSON Schemas of all files of a project, from the engine's shapes. */
const folder = new URL('../assets/schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(fileSchemas())) {
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
