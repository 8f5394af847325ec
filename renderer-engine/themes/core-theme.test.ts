import { describe, expect, it } from 'vitest';
import { finalValue } from './aliases.ts';
import { contrastOf } from './color.ts';
import { coreTheme } from './core-theme.ts';
import { loadTheme } from './load-theme.ts';
import { resolveTheme } from './resolve-theme.ts';
import { treeFor } from './resolver-document.ts';

describe('the core theme (E10)', () => {
  const theme = resolveTheme(loadTheme('core/theme'));

  it('is without mistakes, with enough contrast in every permutation', () => {
    expect(theme.diagnostics).toEqual([]);
    expect(theme.contexts.map(({ modifier, context, media }) => `${modifier} ${context}: ${media}`)).toEqual([
      'scheme dark: (prefers-color-scheme: dark)',
      'scheme print: print',
      'contrast more: (prefers-contrast: more)',
      'colors forced: (forced-colors: active)',
      'density compact: null',
      'text large: null',
      'text larger: null',
      'motion reduced: (prefers-reduced-motion: reduce)',
    ]);
  });

  it('has seven to one for text, in light, dark and print, where more contrast is asked for', () => {
    const pairs = coreTheme.checks?.contrast ?? [];
    for (const scheme of ['light', 'dark', 'print']) {
      const tree = treeFor(theme.resolver, { scheme, contrast: 'more' }, []);
      for (const [front, back, needed] of pairs.filter(([, , ratio]) => ratio === 4.5)) {
        const [ink, paper] = [front, back].map((name) => finalValue(tree, String(name).slice(1, -1)));
        const isText = /color\.text\.(default|muted|link)\b/.test(String(front));
        expect(contrastOf(ink!, paper!), `${front} on ${back}, ${scheme}`).toBeGreaterThan(isText ? 7 : Number(needed));
      }
    }
  });

  it('names the tokens that components and other themes rely on', () => {
    const needed = [
      'color.action.bg',
      'color.text.default',
      'color.surface.default',
      'space.4',
      'radius.control',
      'font.body',
    ];
    expect(needed.filter((path) => !theme.tokens.has(path))).toEqual([]);
  });
});
