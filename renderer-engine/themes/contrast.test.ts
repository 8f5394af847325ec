import { describe, expect, it } from 'vitest';
import type { JsonObject, ThemeDocument } from '../document/types.ts';
import { loadTheme } from './load-theme.ts';
import { resolveTheme } from './resolve-theme.ts';
import { codes, color, resolve, resolver, themeWith } from './theme.testing.ts';

describe('contrast (E10)', () => {
  const context = (lightness: number) => ({ ink: { $type: 'color', ...color(lightness) } });
  const pale = resolver({ ink: { $type: 'color', ...color(0.9) }, paper: { $type: 'color', ...color(1) } });

  it('of a pair that parents ask for as well is told once, in the theme itself', () => {
    const checks: ThemeDocument['checks'] = { contrast: [['{ink}', '{paper}', 4.5]] };
    const parent = { text: JSON.stringify(themeWith({ id: 'test/parent', tokens: pale, checks })) };
    const child = themeWith({ extends: 'test/parent@*', tokens: pale, checks });
    const { diagnostics } = resolveTheme(loadTheme(child, { find: () => [parent] }));
    expect(diagnostics.map(({ code, document }) => `${code} ${document}`)).toEqual(['UI6301 test/theme@1.0.0']);
  });

  it('is looked at in every permutation: two harmless contexts may be bad together', () => {
    const modifiers = {
      scheme: { contexts: { light: [], dark: [{ paper: { $type: 'color', ...color(0.1) }, ...context(0.9) }] } },
      tone: { contexts: { plain: [], deep: [context(0.2)] } },
    };
    const tokens = resolver({ ...context(0.2), paper: { $type: 'color', ...color(1) } }, modifiers);
    const [problem] = resolve({ tokens, checks: { contrast: [['{ink}', '{paper}', 4.5]] } }).diagnostics;
    expect(problem?.message).toContain('scheme: dark, tone: deep');
  });

  it('is not looked at in more than 64 permutations, which is told; modifiers without colors multiply nothing', () => {
    const seven = (off: JsonObject) =>
      Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`m${at}`, { contexts: { on: [], off: [off] } }]));
    const tokens = { ...context(0.2), size: { $type: 'dimension', $value: { value: 1, unit: 'px' } } };
    expect(codes({ tokens: resolver(tokens, seven(context(0.3))) })).toEqual(['UI9001 /tokens/modifiers']);
    const sizes = { size: { $type: 'dimension', $value: { value: 2, unit: 'px' } } };
    expect(codes({ tokens: resolver(tokens, seven(sizes)) })).toEqual([]);
  });
});
