import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { catalog } from '../components/catalog.ts';
import { createEngine } from '../create-engine.ts';
import { largePage } from './large-page.ts';
import { readSample, sampleNames } from './sample.testing.ts';

/**
 * A folder per case: `document.json`, what it uses in `documents/`, `input.json` (name of a fixture, or a RenderInput),
 * `expected.html`, and `expected.css` where the sheet is of interest. `UPDATE_SAMPLES=1` rewrites what is expected.
 */
const update = process.env['UPDATE_SAMPLES'] === '1';

describe.each(sampleNames)('sample %s', (name) => {
  const { folder } = readSample(name);
  const sample = renderSample(name);

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

it('has a sample for every component, in a folder of its name', () => {
  const folderOf = (type: string) => type.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const says = (type: string): boolean => {
    if (!sampleNames.includes(folderOf(type))) return false;
    const { text, documents } = readSample(folderOf(type));
    return [text, ...documents].some((one) => one.includes(`"type": "${type}"`));
  };
  expect([...catalog.keys()].filter((type) => !says(type))).toEqual([]);
});

it('makes large pages of exactly the nodes asked for', () => {
  for (const nodes of [3, 8, 500]) {
    const { program, diagnostics } = createEngine().compile(largePage(nodes), { trace: true });
    expect(diagnostics).toEqual([]);
    const { html } = createEngine().render(program!, { data: { shop: { name: 'Acme', open: 1 } } });
    expect(html.match(/data-ui-node=/g)?.length).toBe(nodes);
  }
});

function renderSample(name: string) {
  const { text, theme, engine: engineOf, input } = readSample(name);
  const engine = engineOf();
  const compiled = engine.compile(text, { file: 'document.json' });
  if (!compiled.program) throw new Error(JSON.stringify(compiled.diagnostics, null, 2));
  const { html } = engine.render(compiled.program, input(compiled));
  const { css, diagnostics } = engine.styles(compiled.program, theme ?? undefined);
  return { html, css, diagnostics: [...compiled.diagnostics, ...diagnostics] };
}

function expectFile(file: URL, actual: string): void {
  if (update) writeFileSync(file, actual);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

/** A rule per line, so that a change of the sheet can be read. */
const readable = (css: string): string => css.replaceAll('}', '}\n');
