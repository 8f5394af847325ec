import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { JsonObject, ThemeDocument } from '../document/types.ts';
import { coreTheme } from './core-theme.ts';
import { loadTheme } from './load-theme.ts';
import { resolveTheme } from './resolve-theme.ts';

const themeWith = (more: Partial<ThemeDocument>): ThemeDocument => ({
  $schema: 'https://schema-studio.dev/ui/1/theme.json',
  kind: 'theme',
  id: 'test/theme',
  version: '1.0.0',
  title: 'Test',
  tokens: resolver({}),
  ...more,
});

const resolver = (tokens: JsonObject, modifiers: JsonObject = {}): JsonObject => ({
  version: '2025.10',
  sets: { own: { sources: [tokens] } },
  modifiers,
  resolutionOrder: [{ $ref: '#/sets/own' }, ...Object.keys(modifiers).map((name) => ({ $ref: `#/modifiers/${name}` }))],
});

const resolve = (more: Partial<ThemeDocument>) => resolveTheme(loadTheme(themeWith(more)));
const codes = (more: Partial<ThemeDocument>) =>
  resolve(more).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
const color = (lightness: number) => ({ $value: { colorSpace: 'oklch', components: [lightness, 0, 0] } });

describe('the core theme (E10)', () => {
  const theme = resolveTheme(loadTheme('core/theme'));

  it('is without mistakes, with enough contrast in every permutation', () => {
    expect(theme.diagnostics).toEqual([]);
    expect(theme.contexts.map(({ modifier, context }) => `${modifier} ${context}`)).toEqual([
      'scheme dark',
      'density compact',
    ]);
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
    Array.from({ length: 3000 }, (_, at) => [
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

  it('are turned on by preferences only', () => {
    const theme = resolve({
      tokens: resolver({ ink: { $type: 'color', ...color(0.2) } }, modifiers),
      activate: { scheme: { dark: 'screen){}*{' } },
    });
    expect(theme.contexts[0]?.media).toBeNull();
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

describe('a theme of any shape', () => {
  const key = fc.constantFrom(
    'a',
    'b',
    '$value',
    '$type',
    '$extends',
    '$ref',
    '$root',
    'color',
    'sources',
    'components',
  );
  const leaf = fc.oneof(
    fc.constantFrom<string | number | null>(
      '{a}',
      '{a.b}',
      '{b}',
      '#/a/b',
      'color',
      'dimension',
      'shadow',
      null,
      1,
      '',
    ),
    fc.string(),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }));

  it('resolves, and tells mistakes in words', () => {
    fc.assert(
      fc.property(tree, tree, (tokens, context) => {
        const modifiers = { scheme: { contexts: { light: [], dark: [context] } } } as JsonObject;
        for (const { message } of resolve({ tokens: resolver(tokens as JsonObject, modifiers) }).diagnostics)
          expect(message).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });

  it('never stops a sheet from being made', () => {
    const shapes = [
      null,
      1,
      [],
      {},
      { tokens: null },
      { tokens: { resolutionOrder: 5 } },
      { tokens: { sets: null, resolutionOrder: [{ type: 'modifier' }, { $ref: 7 }, null] } },
      {
        tokens: { resolutionOrder: [] },
        components: { Button: 7, Card: { parts: 5, tokens: [], defaults: 'x' } },
        fonts: [null, {}, { family: 'x', src: 7 }],
        assets: { logo: null, x: { src: 'asset:../../secret' } },
        checks: { contrast: [null, [1, 2, 3]] },
        breakpoints: { sm: '1;}', md: 5 },
        activate: { scheme: { dark: 5 } },
      },
    ];
    const engine = createEngine();
    const page = {
      kind: 'page',
      id: 'a/b',
      version: '1.0.0',
      title: 'x',
      view: { id: 't', type: 'Text', props: { text: 'x' } },
    };
    const { program } = engine.compile(
      JSON.stringify({ $schema: 'https://schema-studio.dev/ui/1/page.json', ...page }),
    );
    for (const shape of shapes) {
      const theme =
        shape && !Array.isArray(shape) && typeof shape === 'object'
          ? { kind: 'theme', id: 'x/y', version: '1.0.0', title: 'x', ...shape }
          : shape;
      expect(engine.styles(program!, theme as unknown as ThemeDocument).css).toContain('.ui-text');
    }
  });
});

const corpus = new URL('../../../shared/corpora/dtcg-examples.json', import.meta.url);

/** Examples of the report that are no theme as they stand, and why. */
const explained: Readonly<Record<string, readonly string[]>> = {
  'uses tokens that another example defines': [
    'color/token-naming.md#2',
    'color/token-naming.md#8',
    'color/token-naming.md#10',
    'format/composite-types.md#0',
    'format/composite-types.md#6',
    'format/composite-types.md#8',
    'format/composite-types.md#11',
    'format/composite-types.md#12',
    'format/groups.md#4',
    'format/groups.md#5',
  ],
  'has tokens whose type nothing says': ['format/groups.md#12', 'format/groups.md#13'],
  'is a mistake on purpose: a list for a token, an unknown type or unit, a token inside a value, circles': [
    'format/aliases.md#7',
    'format/groups.md#2',
    'format/groups.md#17',
    'format/terminology.md#0',
    'resolver/syntax.md#16',
    'resolver/syntax.md#17',
    'resolver/syntax.md#18',
    'resolver/syntax.md#19',
  ],
  'refers to files beside it': [
    'resolver/bundling.md#0',
    'resolver/inputs.md#0',
    'resolver/resolution-logic.md#2',
    'resolver/syntax.md#4',
    'resolver/syntax.md#10',
    'resolver/syntax.md#13',
    'resolver/syntax.md#14',
    'resolver/syntax.md#15',
  ],
  'is a choice of contexts or a part of a document': [
    'resolver/inputs.md#1',
    'resolver/inputs.md#2',
    'resolver/resolution-logic.md#3',
    'resolver/syntax.md#0',
    'resolver/syntax.md#1',
    'resolver/syntax.md#2',
    'resolver/syntax.md#5',
    'resolver/syntax.md#6',
    'resolver/syntax.md#7',
    'resolver/syntax.md#8',
    'resolver/syntax.md#11',
    'resolver/syntax.md#12',
    'resolver/syntax.md#20',
  ],
};

if (!existsSync(corpus))
  console.info('dtcg-examples.json is not there; the examples of the DTCG report were not tried.');
else
  it('loads every example of the DTCG report, but for those that are explained (E10)', () => {
    const { examples } = JSON.parse(readFileSync(corpus, 'utf8')) as {
      examples: { file: string; i: number; valid_json: boolean; text: string }[];
    };
    const refused: string[] = [];
    for (const { file, i, text } of examples.filter(({ valid_json }) => valid_json)) {
      const example = JSON.parse(text) as JsonObject;
      const isResolver = ['resolutionOrder', 'sets', 'modifiers'].some((key) => key in example);
      const { diagnostics } = resolve({ tokens: isResolver ? example : resolver(example) });
      if (diagnostics.length > 0) refused.push(`${file}#${i}`);
      for (const { message, pointer, code } of diagnostics) {
        expect(message).not.toBe('');
        expect(code).toMatch(/^UI600[123]$/);
        expect(pointer).toMatch(/^\/tokens/);
      }
    }
    expect(refused.sort()).toEqual(Object.values(explained).flat().sort());
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

  it('is not looked at in more than 64 permutations, which is told', () => {
    const modifiers = Object.fromEntries(
      Array.from({ length: 7 }, (_, at) => [`m${at}`, { contexts: { on: [], off: [] } }]),
    );
    expect(codes({ tokens: resolver({}, modifiers) })).toEqual(['UI9001 /tokens/modifiers']);
  });
});
