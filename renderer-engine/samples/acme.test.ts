import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import { fixtureInput } from '../fixture-input.ts';

/** The project people see first: it must be without mistakes in every fixture, locale and theme. */
const folder = new URL('../../assets/samples/acme/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const files = readdirSync(folder).filter((name) => /\.(page|layout|component|library|theme)\.json$/.test(name));
const documents = files.map((file) => ({ file, text: read(file), id: JSON.parse(read(file)).id as string }));
const pages = documents.filter(({ file }) => file.endsWith('.page.json'));

const manifests = {
  sources: JSON.parse(read('sources.manifest.json')),
  calls: JSON.parse(read('calls.manifest.json')),
};
const engine = createEngine({
  documents: { find: (id) => documents.filter((document) => document.id === id) },
  settings: JSON.parse(read('studio.json')),
  manifests,
  routes: Object.fromEntries(pages.map(({ id, text }) => [id, JSON.parse(text).route])),
  assets: (path) => {
    const file = new URL(`assets/${path}`, folder);
    if (!existsSync(file)) return null;
    return { hash: `sha256-${createHash('sha256').update(readFileSync(file)).digest('base64url')}` };
  },
});

it.each(documents)('$file has no mistakes', ({ text, file }) => {
  expect(engine.compile(text, { file }).diagnostics).toEqual([]);
});

describe.each(pages)('$file', ({ text, file }) => {
  const compiled = engine.compile(text, { file });
  const fixtures = Object.keys(compiled.tests?.fixtures ?? {});

  it.each(fixtures)('renders its fixture %s in both languages', (fixture) => {
    for (const locale of ['en', 'de']) {
      const input = fixtureInput(compiled, fixture, { locale, manifests });
      const { html, diagnostics, status } = engine.render(compiled.program!, input);
      expect({ diagnostics, status }).toEqual({ diagnostics: [], status: 200 });
      expect(html).toContain(`<html lang="${locale}"`);
      const errors: string[] = [];
      parse(html, { onParseError: ({ code }) => errors.push(code) });
      expect(errors).toEqual([]);
    }
  });

  it.each(['acme/theme', 'core/theme'])('has a sheet under %s', (theme) => {
    expect(engine.styles(compiled.program!, theme).diagnostics).toEqual([]);
  });

  it('names a case for what can go wrong', () => expect(compiled.tests?.cases?.length).toBeGreaterThan(2));
});

it('shows an order page without orders when their source fails', () => {
  const compiled = engine.compile(read('orders.page.json'));
  const input = fixtureInput(compiled, 'base', { force: { 'data.orders': 'error' }, manifests });
  const { html, status } = engine.render(compiled.program!, input);
  expect(status).toBe(200);
  expect(html).toContain('Orders are not available right now');
  expect(html).toContain('New order');
});
