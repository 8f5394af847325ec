import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { catalog } from '../components/catalog.ts';
import { createEngine } from '../create-engine.ts';
import { documentShapes } from '../document/shapes/document.ts';
import { node } from '../document/shapes/node.ts';
import type { RenderInput } from '../engine.ts';
import { fixtureInput } from '../fixture-input.ts';
import { largePage } from './large-page.ts';

/**
 * A folder per case: `document.json`, what it uses in `documents/`, `input.json` (name of a fixture, or a RenderInput),
 * `expected.html`, and `expected.css` where the sheet is of interest. `UPDATE_SAMPLES=1` rewrites what is expected.
 */
const root = new URL('./', import.meta.url);
const foldersIn = (parent: string): readonly string[] =>
  readdirSync(new URL(parent, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${parent}${entry.name}/document.json`, root)))
    .map(({ name }) => parent + name)
    .sort();
/** One per component, and in `keywords/` one per word of the language. */
const names = [...foldersIn('./'), ...foldersIn('./keywords/')].map((name) => name.slice(2));
const update = process.env['UPDATE_SAMPLES'] === '1';

describe.each(names)('sample %s', (name) => {
  const folder = new URL(`${name}/`, root);
  const sample = renderSample(folder);

  // Some samples hold attacks on purpose, to show what becomes of them.
  it('compiles without errors', () => {
    expect(sample.diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'UI9302')).toEqual([]);
  });

  it('renders the expected HTML', () => expectFile(new URL('expected.html', folder), sample.html));

  it('is well-formed', () => {
    const errors: string[] = [];
    parse(sample.html, {
      onParseError: ({ code, startLine, startCol }) => errors.push(`${code} ${startLine}:${startCol}`),
    });
    expect(errors).toEqual([]);
  });

  const sheet = new URL('expected.css', folder);
  if (existsSync(sheet)) it('has the expected sheet', () => expectFile(sheet, readable(sample.css)));
});

it('has a sample for every component', () => {
  const used = names.map((name) => readFileSync(new URL(`${name}/document.json`, root), 'utf8')).join('\n');
  const layouts = readFileSync(new URL('slot/documents/layout.json', root), 'utf8');
  const missing = [...catalog.keys()].filter((type) => !`${used}${layouts}`.includes(`"type": "${type}"`));
  expect(missing).toEqual([]);
});

it('has a sample for every keyword of pages and nodes', () => {
  const nodeKeys = node.kind === 'either' ? node.shapes.flatMap((one) => (one.kind === 'object' ? [one] : [])) : [];
  const keys = [documentShapes.page, ...nodeKeys].flatMap(({ keys }) => Object.keys(keys));
  const used = new Set<string>();
  const collect = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    if (!Array.isArray(value)) for (const key of Object.keys(value)) used.add(key);
    Object.values(value).forEach(collect);
  };
  for (const name of foldersIn('./keywords/')) {
    collect(JSON.parse(readFileSync(new URL(`${name}/document.json`, root), 'utf8')));
    const others = new URL(`${name}/documents/`, root);
    if (!existsSync(others)) continue;
    for (const file of readdirSync(others)) collect(JSON.parse(readFileSync(new URL(file, others), 'utf8')));
  }
  expect([...new Set(keys)].filter((key) => !used.has(key))).toEqual([]);
});

it('makes large pages of exactly the nodes asked for', () => {
  for (const nodes of [3, 8, 500]) {
    const { program, diagnostics } = createEngine().compile(largePage(nodes), { trace: true });
    expect(diagnostics).toEqual([]);
    const { html } = createEngine().render(program!, { data: { shop: { name: 'Acme', open: 1 } } });
    expect(html.match(/data-ui-node=/g)?.length).toBe(nodes);
  }
});

function renderSample(folder: URL) {
  const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
  const others = existsSync(new URL('documents', folder)) ? readdirSync(new URL('documents', folder)) : [];
  const texts = others.map((name) => read(`documents/${name}`));
  const engine = createEngine({
    documents: { find: (id) => texts.filter((text) => JSON.parse(text).id === id).map((text) => ({ text })) },
    routes: { 'samples/text': '/text' },
  });
  const compiled = engine.compile(read('document.json'), { file: 'document.json' });
  if (!compiled.program) throw new Error(JSON.stringify(compiled.diagnostics, null, 2));
  const asked: string | RenderInput = JSON.parse(read('input.json'));
  const input = typeof asked === 'string' ? fixtureInput(compiled, asked) : asked;
  const { html } = engine.render(compiled.program, input);
  return { html, css: engine.styles(compiled.program).css, diagnostics: compiled.diagnostics };
}

function expectFile(file: URL, actual: string): void {
  if (update) writeFileSync(file, actual);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

/** A rule per line, so that a change of the sheet can be read. */
const readable = (css: string): string => css.replaceAll('}', '}\n');
