import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../document/types.ts';
import { codes, color, resolve, resolver } from './theme.testing.ts';

describe('contexts', () => {
  const modifiers = {
    scheme: { default: 'light', contexts: { light: [], dark: [{ ink: { $type: 'color', ...color(0.9) } }] } },
  };

  it('hold what they change; who refers to that says so by name', () => {
    const theme = resolve({
      tokens: resolver(
        { ink: { $type: 'color', ...color(0.2) }, text: { $type: 'color', $value: '{ink}' } },
        modifiers,
      ),
      activate: { scheme: { dark: '(prefers-color-scheme: dark)' } },
    });
    expect(theme.tokens.get('text')?.css).toBe('var(--ui-ink)');
    expect(theme.contexts).toEqual([
      {
        modifier: 'scheme',
        context: 'dark',
        media: '(prefers-color-scheme: dark)',
        changes: new Map([['ink', 'oklch(.9 0 0)']]),
        places: new Map([
          ['ink', { document: 'test/theme@1.0.0', pointer: '/tokens/modifiers/scheme/contexts/dark/0/ink' }],
        ]),
      },
    ]);
  });

  it('are turned on by preferences and print only; anything else is told', () => {
    const activate = {
      scheme: { dark: 'screen){}*{', sepia: 'print', light: '(prefers-color-scheme: light)' },
      schem: { dark: 'print' },
    };
    const tokens = resolver({ ink: { $type: 'color', ...color(0.2) } }, modifiers);
    expect(resolve({ tokens, activate }).contexts.map(({ media }) => media)).toEqual([null]);
    expect(codes({ tokens, activate })).toEqual([
      'UI6105 /activate/scheme/dark',
      'UI6105 /activate/scheme/sepia',
      'UI6105 /activate/schem',
    ]);
  });

  it('undo what an earlier modifier changed, even where they say the default', () => {
    const both = { ...modifiers, print: { contexts: { off: [], on: [{ ink: { $type: 'color', ...color(0.2) } }] } } };
    const theme = resolve({ tokens: resolver({ ink: { $type: 'color', ...color(0.2) } }, both) });
    expect(theme.contexts.map(({ context, changes }) => `${context} ${changes.get('ink')}`)).toEqual([
      'dark oklch(.9 0 0)',
      'on oklch(.2 0 0)',
    ]);
  });

  it('lose to a set that "resolutionOrder" names behind them', () => {
    const tokens = resolver({ ink: { $type: 'color', ...color(0.2) } }, modifiers);
    const sets = {
      own: (tokens['sets'] as JsonObject)['own']!,
      last: { sources: [{ ink: { $type: 'color', ...color(0.5) } }] },
    };
    const resolutionOrder = [...(tokens['resolutionOrder'] as Json[]), { $ref: '#/sets/last' }];
    const theme = resolve({ tokens: { ...tokens, sets, resolutionOrder } });
    expect(theme.diagnostics).toEqual([]);
    expect(theme.tokens.get('ink')?.css).toBe('oklch(.5 0 0)');
    expect(theme.contexts.map(({ changes }) => changes.size)).toEqual([0]);
  });

  it('are all checked for contrast', () => {
    const tokens = resolver(
      { ink: { $type: 'color', ...color(0.2) }, paper: { $type: 'color', ...color(1) } },
      modifiers,
    );
    const [problem] = resolve({ tokens, checks: { contrast: [['{ink}', '{paper}', 4.5]] } }).diagnostics;
    expect(problem).toMatchObject({ code: 'UI6301', pointer: '/checks/contrast/0' });
    expect(problem?.message).toContain('scheme: dark');
  });
});
