import { readdirSync, readFileSync } from 'node:fs';
import type { DiagnosticSample } from '#engine';

const root = new URL('../renderer-engine/samples/diagnostics/', import.meta.url);

interface Expected {
  readonly code: string;
  readonly message: string;
  /** `document.json:10:71-10:72`. */
  readonly at: string;
  readonly fixes?: readonly string[];
}

/** The samples of the engine's diagnostics, as the reference shows them. */
export const diagnosticSamples = (): readonly DiagnosticSample[] =>
  readdirSync(root)
    .sort()
    .flatMap((folder) => {
      const read = (name: string): string => readFileSync(new URL(`${folder}/${name}`, root), 'utf8');
      const code = folder.slice(0, 6).toUpperCase();
      const told = JSON.parse(read('expected.diagnostics.json')) as readonly Expected[];
      const own = told.find((one) => one.code === code);
      if (!own) return [];
      const [, line] = /^document\.json:(\d+):/.exec(own.at) ?? [];
      return {
        code,
        message: own.message,
        fixes: own.fixes ?? [],
        text: read('document.json'),
        line: line ? Number(line) : null,
      };
    });
