import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog } from '../components/catalog.ts';
import { createEngine } from '../create-engine.ts';
import type { Json, JsonObject, ThemeDocument } from '../document/types.ts';
import type { Engine, RenderInput } from '../engine.ts';
import type { Program } from '../program.ts';
import { readSample, sampleNames } from '../samples/sample.testing.ts';
import { randomInput, randomPage, usedByRandomPages } from '../stages/4-optimize/random-page.testing.ts';
import { resolver, themeWith } from './theme.testing.ts';

/** Types with an axis, and what each may be. */
const axes = [...catalog.values()].flatMap(({ type, props }) =>
  Object.entries(props).flatMap(([name, { axis, schema }]) => {
    const values = typeof schema === 'object' ? schema['enum'] : undefined;
    return axis && Array.isArray(values) ? [{ type, name, values }] : [];
  }),
);

const gray = fc.double({ min: 0, max: 1, noNaN: true }).map(
  (light): JsonObject => ({
    $type: 'color',
    $value: { colorSpace: 'oklch', components: [light, 0, 0] },
  }),
);
const length = fc.integer({ min: 0, max: 40 }).map(
  (value): JsonObject => ({
    $type: 'dimension',
    $value: { value, unit: 'px' },
  }),
);
const tokens = fc.record({ color: fc.record({ text: fc.record({ default: gray }) }), space: fc.record({ 4: length }) });
const override = fc.constantFrom(...axes).chain(({ type, name, values }) =>
  fc.record({ value: fc.constantFrom(...(values as Json[])), opacity: fc.double({ min: 0, max: 1, noNaN: true }) }).map(
    ({ value, opacity }): JsonObject => ({
      [type]: { defaults: { [name]: value }, tokens: { radius: '{radius.full}' }, parts: { root: { opacity } } },
    }),
  ),
);
const theme = fc
  .record({
    own: tokens,
    dusk: tokens,
    components: fc.array(override, { maxLength: 12 }),
    wide: fc.integer({ min: 30, max: 90 }),
  })
  .map(({ own, dusk, components, wide }) => ({
    tokens: resolver(own, {
      scheme: { contexts: { light: [], dark: [dusk as JsonObject], dusk: [dusk as JsonObject] } },
      mood: { contexts: { calm: [], loud: [own as JsonObject] } },
    }),
    components: Object.assign({}, ...components) as ThemeDocument['components'],
    breakpoints: { md: `${wide}rem` },
  }));

/** A family: a theme, one that extends it, and a tenant's that extends that. */
const family = fc
  .tuple(theme, theme, theme)
  .map(([first, second, third]): readonly ThemeDocument[] => [
    themeWith({ id: 'family/parent', extends: 'core/theme@*', ...first } as Partial<ThemeDocument>),
    themeWith({ id: 'family/child', extends: 'family/parent@*', ...second } as Partial<ThemeDocument>),
    themeWith({ id: 'family/tenant', extends: 'family/child@*', tenant: 'acme', ...third } as Partial<ThemeDocument>),
  ]);

const acme: ThemeDocument = JSON.parse(
  readFileSync(new URL('../../assets/samples/acme/acme.theme.json', import.meta.url), 'utf8'),
);

/** Bytes of a page under a theme and every choice of contexts, without what is said of them while sending. */
function bytesUnder(engine: Engine, program: Program, input: RenderInput, theme: ThemeDocument | string) {
  const { css, modifiers } = engine.styles(program, theme);
  const choices = modifiers.flatMap(({ name, contexts }) => contexts.map((context) => ({ [name]: context })));
  const pages = [{}, ...choices, Object.assign({}, ...choices)].map((preferences) => {
    const { html } = engine.render(program, { ...input, late: { ...input.late, preferences } });
    const [start = ''] = /<html[^>]*>/.exec(html) ?? [];
    const said = [...start.matchAll(/ data-ui-[\w-]+="[^"]*"/g)].map(([attribute]) => attribute);
    expect(said).toHaveLength(Object.keys(preferences).length);
    return html.replace(
      start,
      said.reduce((tag, attribute) => tag.replace(attribute, ''), start),
    );
  });
  return { css, pages };
}

/** The same bytes under all of them, each the theme of the project once; how many sheets that made. */
function expectSameBytes(
  text: string,
  themes: readonly ThemeDocument[],
  engineOf: (theme: string) => Engine,
  input: RenderInput | null,
) {
  const sheets = new Set<string>();
  const pages = new Set<string>();
  const hashes = new Set<string>();
  for (const id of ['core/theme', ...themes.map((one) => one.id)]) {
    const engine = engineOf(id);
    const compiled = engine.compile(text);
    const { css, pages: found } = bytesUnder(engine, compiled.program!, input ?? {}, id);
    hashes.add(compiled.program!.hash);
    sheets.add(css);
    for (const page of found) pages.add(page);
  }
  expect(hashes.size).toBe(1);
  expect(pages.size).toBe(1);
  return sheets.size;
}

const withThemes = (themes: readonly ThemeDocument[], others: readonly string[] = []) => ({
  find: (id: string) =>
    [...themes.map((one) => JSON.stringify(one)), ...others]
      .filter((text) => JSON.parse(text).id === id)
      .map((text) => ({ text })),
});

describe('HTML never depends on the theme (I3)', () => {
  it.each(sampleNames)('of the sample %s', (name) => {
    const sample = readSample(name);
    const engineOf = (theme: string) =>
      sample.engine({ documents: withThemes([acme], sample.documents), settings: { theme } });
    const input = sample.input(engineOf('core/theme').compile(sample.text));
    expect(expectSameBytes(sample.text, [acme], engineOf, input)).toBe(2);
  });

  it('of any page, under any theme, its parents and its tenants, in any of their contexts', () => {
    fc.assert(
      fc.property(randomPage, randomInput, family, (page, input, themes) => {
        const documents = withThemes(themes, usedByRandomPages);
        const engineOf = (theme: string) => createEngine({ documents, settings: { theme } });
        expectSameBytes(JSON.stringify(page), themes, engineOf, input);
      }),
      { numRuns: 15 },
    );
  });
});
