import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { languageReference } from '#engine';
import { diagnosticSamples } from './diagnostic-samples.ts';

/** `npm run docs`: writes the generated pages of `docs/language/`. The overview, `README.md`, is written by hand. */
const folder = new URL('../docs/language/', import.meta.url);
rmSync(new URL('components/', folder), { recursive: true, force: true });
mkdirSync(new URL('components/', folder), { recursive: true });
for (const [name, text] of Object.entries(languageReference(diagnosticSamples()))) {
  writeFileSync(new URL(name, folder), text);
}
