import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { ThemeDocument } from '../document/types.ts';

const read = (path: string): ThemeDocument => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const core = read('../../assets/themes/core.theme.json');
const engine = createEngine();

function shown(theme: ThemeDocument) {
  const compiled = engine.compile(engine.themePage(theme));
  const { css, modifiers } = engine.styles(compiled.program!, theme);
  const { html } = engine.render(compiled.program!);
  const words = html.replace(/<svg[\s\S]*?<\/svg>/g, '').split(/<[^>]*>/);
  return { compiled, css, modifiers, words: words.filter((text) => text !== '') };
}

/** The words after these, as far as they belong to the same thing. */
const following = (words: readonly string[], start: string, count: number): readonly string[] =>
  words.slice(words.indexOf(start) + 1, words.indexOf(start) + 1 + count);

describe('the page of a theme (E10)', () => {
  it.each([
    '../../assets/themes/core.theme.json',
    '../../assets/samples/acme/acme.theme.json',
  ])('shows %s in its own colors, contrasts that hold, and what it varies', (path) => {
    const { compiled, css, words, modifiers } = shown(read(path));
    expect(compiled.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const wanted of [
      'background-color:var(--ui-color-text-default)',
      'font-size:var(--ui-font-heading-size-2xl)',
      'inline-size:var(--ui-space-16)',
      'border-radius:var(--ui-radius-lg)',
      'box-shadow:var(--ui-shadow-overlay)',
    ])
      expect(css.includes(wanted), wanted).toBe(true);
    expect(words.filter((text) => text === 'Pass').length).toBeGreaterThan(40);
    expect(words).not.toContain('Fail');
    expect(following(words, 'color.text.muted on color.surface.canvas', 2)[1]).toMatch(/^\d+\.\d\d of 4\.5$/);
    expect(modifiers.map(({ name }) => name)).toEqual(['scheme', 'contrast', 'colors', 'density', 'text', 'motion']);
    expect(words).toContain('light (default), dark, print');
    expect(following(words, 'space.3', 2)).toEqual(['.75rem', '.5rem']);
  });

  it('says which contrast fails, by how much, and in which contexts', () => {
    const pale: ThemeDocument = {
      ...core,
      id: 'a/b',
      checks: {
        contrast: [
          ['{color.white}', '{color.surface.default}', 4.5],
          ['{color.white}', '{color.black}', 7],
          ['{color.black}', '{color.surface.default}', 4.5],
        ],
      },
    };
    const { words } = shown(pale);
    expect(words).toContain('1 of 3');
    expect(following(words, 'color.white on color.surface.default', 2)).toEqual(['Fail', '1.00 of 4.5']);
    expect(following(words, 'color.black on color.surface.default', 3)).toEqual([
      'Fail',
      expect.stringMatching(/^1\.\d\d of 4\.5$/),
      'Lowest in scheme: dark',
    ]);
    expect(following(words, 'color.white on color.black', 2)).toEqual(['Pass', '20.99 of 7']);
    expect(words.indexOf('color.black on color.surface.default')).toBeLessThan(
      words.indexOf('color.white on color.black'),
    );
  });

  it('follows the theme while it is typed', () => {
    const before = engine.themePage(core);
    const blue = { $type: 'color', $value: { colorSpace: 'srgb', components: [0, 0, 1] } };
    const sets = { ...(core.tokens['sets'] as object), own: { sources: [{ brand: blue }] } };
    const order = core.tokens['resolutionOrder'] as [];
    const after = engine.themePage({
      ...core,
      tokens: { ...core.tokens, sets, resolutionOrder: [{ $ref: '#/sets/own' }, ...order] },
    });
    expect(JSON.stringify(before)).not.toContain('{brand}');
    expect(JSON.stringify(after)).toContain('{brand}');
  });

  it('stays a page for a theme with mistakes, with names that styles cannot say, or with next to nothing in it', () => {
    const empty = { kind: 'theme', id: 'a/b', version: '1.0.0', title: '${data.x}', tokens: {} };
    const { words } = shown(empty as unknown as ThemeDocument);
    expect(words).toContain('Nothing: it looks the same to everybody.');
    expect(words.filter((text) => text === '${data.x}')).toHaveLength(2);
    const odd = {
      ...empty,
      title: 'Odd',
      tokens: {
        version: '2025.10',
        sets: {
          own: {
            sources: [
              {
                'Hot ${x} pink': { $type: 'color', $value: { colorSpace: 'srgb', components: [1, 0, 1] } },
                a: { $type: 'color', $value: '{nowhere}' },
                'A-1': { $type: 'dimension', $value: { value: 1, unit: 'px' } },
                'a-1': { $type: 'dimension', $value: { value: 2, unit: 'px' } },
              },
            ],
          },
        },
        resolutionOrder: [{ $ref: '#/sets/own' }],
      },
    };
    const { words: told, compiled } = shown(odd as unknown as ThemeDocument);
    expect(compiled.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(told).toEqual(expect.arrayContaining(['A-1', 'a-1']));
  });
});
