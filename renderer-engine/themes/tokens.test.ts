import { describe, expect, it } from 'vitest';
import { codes, resolve, resolver } from './theme.testing.ts';

describe('tokens', () => {
  it('become CSS of their type, written anew', () => {
    const { tokens, diagnostics } = resolve({
      tokens: resolver({
        c: {
          $type: 'color',
          red: { $value: { colorSpace: 'srgb', components: [1, 0, 0] } },
          soft: { $value: { colorSpace: 'oklch', components: [0.5, 'none', 20], alpha: 0.5 } },
        },
        d: { $type: 'dimension', $value: { value: 0.5, unit: 'rem' } },
        f: { $type: 'fontFamily', $value: ['A "quoted" \\ name', 'sans-serif'] },
        s: {
          $type: 'shadow',
          $value: {
            color: '{c.red}',
            offsetX: '{d}',
            offsetY: { value: 0, unit: 'px' },
            blur: { value: 2, unit: 'px' },
          },
        },
        t: { $type: 'typography', $value: { fontFamily: '{f}', fontSize: '{d}', fontWeight: 'bold', lineHeight: 1.5 } },
      }),
    });
    expect(diagnostics).toEqual([]);
    expect(Object.fromEntries([...tokens].map(([path, { css }]) => [path, css]))).toEqual({
      'c.red': '#ff0000',
      'c.soft': 'oklch(.5 none 20 / .5)',
      d: '.5rem',
      f: '"A \\22 quoted\\22  \\5c  name",sans-serif',
      s: '.5rem 0px 2px 0px #ff0000',
      t: '700 .5rem/1.5 "A \\22 quoted\\22  \\5c  name",sans-serif',
    });
  });

  it('take the type of the nearest group, and what groups extend', () => {
    const { tokens } = resolve({
      tokens: resolver({
        base: { $type: 'dimension', a: { $value: { value: 1, unit: 'px' } }, b: { $value: { value: 2, unit: 'px' } } },
        more: { $extends: '{base}', b: { $type: 'dimension', $value: { value: 3, unit: 'px' } } },
      }),
    });
    expect(tokens.get('more.a')?.css).toBe('1px');
    expect(tokens.get('more.b')?.css).toBe('3px');
  });

  it('that cannot be used are told at their place, and the others stay', () => {
    expect(codes({ tokens: resolver({ a: { $type: 'color', $value: '{nowhere}' } }) })).toEqual([
      'UI6001 /tokens/sets/own/sources/0/a',
    ]);
    expect(
      codes({ tokens: resolver({ a: { $type: 'color', $value: '{b}' }, b: { $type: 'color', $value: '{a}' } }) }),
    ).toHaveLength(1);
    expect(codes({ tokens: resolver({ a: { $type: 'color', $value: 'url(x)' } }) })).toEqual([
      'UI6003 /tokens/sets/own/sources/0/a',
    ]);
    expect(
      codes({ tokens: resolver({ a: { $type: 'color', $value: '{b}' }, b: { $type: 'number', $value: 1 } }) }),
    ).toEqual(['UI6003 /tokens/sets/own/sources/0/a']);
    expect(
      codes({ tokens: resolver({ a: { b: { $type: 'number', $value: 1 } }, 'a-b': { $type: 'number', $value: 2 } }) }),
    ).toEqual(['UI6004 /tokens/sets/own/sources/0/a-b']);
    const { tokens } = resolve({
      tokens: resolver({ bad: { $type: 'color', $value: 7 }, good: { $type: 'number', $value: 7 } }),
    });
    expect([...tokens.keys()]).toEqual(['good']);
  });
});

it('stops at tokens that are made of too many others', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`t${at}`, { $value: at === 0 ? [] : [`{d.t${at - 1}}`, `{d.t${at - 1}}`] }]),
  );
  const chain = Object.fromEntries(
    Array.from({ length: 2_900 }, (_, at) => [
      `c${at}`,
      { $value: at === 0 ? { value: 1, unit: 'px' } : `{c.c${at - 1}}` },
    ]),
  );
  const { tokens, diagnostics } = resolve({
    tokens: resolver({ d: { $type: 'shadow', ...doubling }, c: { $type: 'dimension', ...chain } }),
  });
  expect(tokens.size).toBeGreaterThan(30);
  expect(tokens.size).toBeLessThan(60);
  expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['UI6003']));
});

it('knows the token of a group itself: by its path, by "$root", and where the group is extended', () => {
  const px = (value: number) => ({ $value: { value, unit: 'px' } });
  const { tokens, diagnostics } = resolve({
    tokens: resolver({
      $type: 'dimension',
      base: { $root: px(1), large: px(2) },
      more: { $extends: '{base}', large: px(3) },
      own: { $extends: '{base}', $root: px(4) },
      short: { $value: '{base}' },
      long: { $value: '{base.$root}' },
      pointed: { $ref: '#/base/$root' },
    }),
  });
  expect(diagnostics).toEqual([]);
  expect(Object.fromEntries([...tokens].map(([path, { css }]) => [path, css]))).toEqual({
    base: '1px',
    'base.large': '2px',
    more: '1px',
    'more.large': '3px',
    own: '4px',
    'own.large': '2px',
    short: '1px',
    long: '1px',
    pointed: '1px',
  });
});

it('finds sets and modifiers by pointers with escaped names', () => {
  const { tokens, contexts, diagnostics } = resolve({
    tokens: {
      version: '2025.10',
      sets: { 'brand/web': { sources: [{ a: { $type: 'number', $value: 1 } }] } },
      modifiers: { 'size/~': { contexts: { s: [], l: [{ a: { $type: 'number', $value: 2 } }] } } },
      resolutionOrder: [{ $ref: '#/sets/brand~1web' }, { $ref: '#/modifiers/size~1~0' }],
    },
  });
  expect(diagnostics).toEqual([]);
  expect(tokens.get('a')?.css).toBe('1');
  expect(contexts.map(({ modifier, changes }) => `${modifier} ${changes.get('a')}`)).toEqual(['size/~ 2']);
});

it('takes what a group inherits by $ref, as by $extends', () => {
  const { tokens, diagnostics } = resolve({
    tokens: resolver({
      base: { $type: 'dimension', a: { $value: { value: 1, unit: 'px' } }, b: { $value: { value: 2, unit: 'px' } } },
      more: { $ref: '#/base', b: { $value: { value: 3, unit: 'px' } } },
    }),
  });
  expect(diagnostics).toEqual([]);
  expect([tokens.get('more.a')?.css, tokens.get('more.b')?.css]).toEqual(['1px', '3px']);
});
