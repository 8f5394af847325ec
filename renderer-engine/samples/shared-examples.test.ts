import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { Json, JsonObject, JsonSchema, PageDocument } from '../document/types.ts';
import { fixtureInput } from '../fixture-input.ts';

/** The documents of section 12 of the language, where they are published. */
const folder = new URL('../../../shared/examples/', import.meta.url);
const there = existsSync(folder);
if (!there) console.info('The shared examples of the language are not there; none of them was compiled.');
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const readObject = (name: string): JsonObject => JSON.parse(read(name)) as JsonObject;
const files = there ? readdirSync(folder).filter((name) => /\.(page|layout|component|library)\.json$/.test(name)) : [];

/** The manifests show one source and one call; the page names more, "with schemas to match". */
function manifests(): { readonly sources: JsonObject; readonly calls: JsonObject } {
  const [sources, calls] = [readObject('sources.manifest.json'), readObject('calls.manifest.json')];
  const { data = {}, defs } = readObject('orders.page.json') as unknown as PageDocument;
  // A manifest sees no types of a page.
  const typeOf = (ref: unknown) => defs?.types?.[/^#\/defs\/types\/(\w+)$/.exec(String(ref))?.[1] ?? ''];
  const inlined = (schema: JsonSchema) =>
    JSON.parse(JSON.stringify(schema), (_, value) => typeOf(value?.$ref) ?? value) as Json;
  const named = Object.values(data).map(({ source, schema }) => [source, { result: inlined(schema) }] as const);
  const called = { 'orders.create': {}, 'orders.export': { safe: true } };
  return {
    sources: { ...sources, sources: { ...Object.fromEntries(named), ...(sources['sources'] as JsonObject) } },
    calls: { ...calls, calls: { ...called, ...(calls['calls'] as JsonObject) } },
  };
}

function engineOf() {
  const names = readdirSync(folder).filter((name) => /\.[a-z]+\.json$/.test(name) && !name.includes('manifest'));
  const documents = names.map((file) => ({ file, text: read(file), id: String(readObject(file)['id']) }));
  return createEngine({
    documents: { find: (id) => documents.filter((document) => document.id === id) },
    settings: readObject('studio.json'),
    manifests: manifests(),
  });
}

describe.skipIf(!there)('examples of the language (../shared/examples, E1)', () => {
  it.each(files)('%s has no mistakes', (file) => {
    const { diagnostics } = engineOf().compile(read(file), { file });
    // A fixture of the page holds a script on purpose.
    expect(diagnostics.filter(({ code }) => code !== 'UI9304')).toEqual([]);
  });

  it('acme.theme.json has none but a contrast that it does not promise in the dark', () => {
    const { diagnostics } = engineOf().compile(read('acme.theme.json'));
    expect(new Set(diagnostics.map(({ code, severity }) => `${severity} ${code}`))).toEqual(
      new Set(['warning UI6301']),
    );
  });

  it('shows the page as the language says: the script of the fixture as text, in each language', () => {
    const engine = engineOf();
    const compiled = engine.compile(read('orders.page.json'));
    for (const locale of ['en', 'de']) {
      const input = fixtureInput(compiled, 'base', { locale, manifests: manifests() });
      const { html, diagnostics, status } = engine.render(compiled.program!, input);
      expect({ diagnostics, status }).toEqual({ diagnostics: [], status: 200 });
      expect(html).toContain('&lt;script&gt;x&lt;/script&gt;');
      expect(html).toContain('id="ui-row-cancel__A-1001"');
    }
  });
});
