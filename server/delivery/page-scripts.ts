import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { baseOf, type PageScripts, type Program, type ProjectSettings } from '#engine';
import type { FileRow } from '../storage/index.ts';
import { contentType } from './content-type.ts';

/** The hypermedia library as its package ships it, under an address that names its content. */
export function scriptFile(): FileRow {
  file ??= readScript();
  return file;
}

let file: FileRow | null = null;

function readScript(): FileRow {
  const bytes = readFileSync(fileURLToPath(import.meta.resolve('htmx.org/dist/htmx.min.js')));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const address = `scripts/${hash}/htmx.js`;
  return { address, type: contentType(address), bytes };
}

/** Refusals of the server are no content; nothing is styled, kept or sent elsewhere by the library (language.md 9.3). */
const configuration = JSON.stringify({
  history: 'reload',
  includeIndicatorCSS: false,
  mode: 'same-origin',
  noSwap: [204, 304, '4xx', '5xx'],
  prefix: '',
});

/**
 * What a page with parts that come later loads. Null where nothing comes later, and for pages with actions: their
 * buttons work without a script, while the library alone would send them without asking first.
 */
export const scriptsOf = ({ fragments, actions }: Program, settings: ProjectSettings): PageScripts | null =>
  actions.length === 0 && fragments.some(({ lazy }) => lazy)
    ? { files: [`${baseOf(settings)}_ui/${scriptFile().address}`], configuration }
    : null;
