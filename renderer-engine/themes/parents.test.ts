import { describe, expect, it } from 'vitest';
import { coreTheme } from './core-theme.ts';
import { loadTheme } from './load-theme.ts';
import { resolveTheme } from './resolve-theme.ts';
import { resolve, resolver, themeWith } from './theme.testing.ts';

describe('a parent', () => {
  it('gives what the theme does not say itself', () => {
    const theme = resolve({
      extends: 'core/theme@^1.0.0',
      tokens: resolver({ space: { $type: 'dimension', 4: { $value: { value: 20, unit: 'px' } } } }),
    });
    expect(theme.diagnostics).toEqual([]);
    expect(theme.tokens.get('space.4')?.css).toBe('20px');
    expect(theme.tokens.size).toBe(resolveTheme(loadTheme(coreTheme)).tokens.size);
  });

  it('that is missing is told, and core/theme stands in', () => {
    const theme = resolve({ extends: 'acme/gone@^1.0.0' });
    expect(theme.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['UI3011 /extends']);
    expect(theme.tokens.has('color.text.default')).toBe(true);
  });

  it('that is the theme itself is a cycle', () => {
    const [a, b] = ['a', 'b'].map((name, at) => ({
      text: JSON.stringify(themeWith({ id: `test/${name}`, extends: `test/${at ? 'a' : 'b'}@*` })),
    }));
    const documents = { find: (id: string) => [id === 'test/a' ? a! : b!] };
    expect(loadTheme('test/a', documents).diagnostics.map(({ code }) => code)).toContain('UI3002');
  });
});
