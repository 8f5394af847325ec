import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createEngine } from '../create-engine.ts';
import type { ThemeDocument } from '../document/types.ts';
import type { AssetSource, Compiled, Engine, EngineOptions, RenderInput } from '../engine.ts';
import { fixtureInput } from '../fixture-input.ts';

const root = new URL('./', import.meta.url);
const foldersIn = (parent: string): readonly string[] =>
  readdirSync(new URL(parent, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${parent}${entry.name}/document.json`, root)))
    .map(({ name }) => `${parent}${name}`.slice(2))
    .sort();

/** One folder per component, and in `keywords/` one per word of the language. */
export const sampleNames: readonly string[] = [...foldersIn('./'), ...foldersIn('./keywords/')];

/** Files that samples may name. */
const assets: AssetSource = (path) =>
  path.startsWith('samples/') ? { hash: `sha256-${'A'.repeat(43)}`, width: 120, height: 28 } : null;

/** A page, the documents it uses, and what it is rendered with. */
export interface Sample {
  readonly folder: URL;
  readonly text: string;
  readonly documents: readonly string[];
  /** Among the documents; the sheet of a sample is made with it. */
  readonly theme: ThemeDocument | null;
  /** An engine that finds the documents. */
  readonly engine: (options?: EngineOptions) => Engine;
  readonly input: (compiled: Compiled) => RenderInput;
}

export function readSample(name: string): Sample {
  const folder = new URL(`${name}/`, root);
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const others = existsSync(new URL('documents', folder)) ? readdirSync(new URL('documents', folder)) : [];
  const documents = others.map((file) => read(`documents/${file}`));
  const parsed = documents.map((text) => JSON.parse(text));
  const find = (id: string) => documents.filter((_, at) => parsed[at].id === id).map((text) => ({ text }));
  const asked: string | RenderInput = JSON.parse(read('input.json'));
  return {
    folder,
    text: read('document.json'),
    documents,
    theme: parsed.find(({ kind }) => kind === 'theme') ?? null,
    engine: (options) => createEngine({ documents: { find }, assets, routes: { 'samples/text': '/text' }, ...options }),
    input: (compiled) => (typeof asked === 'string' ? fixtureInput(compiled, asked) : asked),
  };
}
