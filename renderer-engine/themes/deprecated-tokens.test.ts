import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { Json } from '../document/types.ts';
import { color, resolve, resolver, themeWith } from './theme.testing.ts';

const ink = { $type: 'color', ...color(0.2) };

describe('tokens with "$deprecated" (E10)', () => {
  const told = (tokens: Record<string, Json>) =>
    resolve({ tokens: resolver(tokens) }).diagnostics.map(({ code, message, pointer, fixes }) =>
      [code, message, pointer, ...(fixes ?? []).map(({ title }) => title)].join(' | '),
    );

  it('are told where another token names them, with what to take instead where the theme says so', () => {
    const old = { ...ink, $deprecated: 'Take {new} instead.' };
    const at = '/tokens/sets/own/sources/0/text';
    expect(told({ old, new: ink, text: { $type: 'color', $value: '{old}' } })).toEqual([
      `UI8004 | The token "old" is deprecated: Take {new} instead. | ${at} | Use "{new}"`,
    ]);
    expect(told({ old: { ...old, $deprecated: true }, text: { $type: 'color', $value: '{old}' } })).toEqual([
      `UI8004 | The token "old" is deprecated. | ${at}`,
    ]);
    expect(told({ old: { ...old, $deprecated: false }, text: { $type: 'color', $value: '{old}' } })).toEqual([]);
  });

  it('may name each other, and are all those of a group that has it, but for those that say otherwise', () => {
    const brand = {
      $deprecated: true,
      a: ink,
      b: { $type: 'color', $value: '{brand.a}' },
      c: { ...ink, $deprecated: false },
    };
    expect([...resolve({ tokens: resolver({ brand }) }).deprecated.keys()]).toEqual(['brand.a', 'brand.b']);
    expect(told({ brand })).toEqual([]);
    expect(told({ brand, text: { $type: 'color', $value: '{brand.c}' } })).toEqual([]);
  });

  it('are told where a theme sets a component by them', () => {
    const components = { Button: { parts: { root: { color: '{old}' } } } };
    const text = JSON.stringify(
      themeWith({ extends: 'core/theme@^1.0.0', tokens: resolver({ old: { ...ink, $deprecated: true } }), components }),
    );
    const places = createEngine()
      .compile(text)
      .diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
    expect(places).toEqual(['UI8004 /components/Button/parts/root']);
  });
});

describe('names as DTCG 2025.10 lets them be (E10)', () => {
  const page = (color: string) =>
    JSON.stringify({
      $schema: 'https://schema-studio.dev/ui/1/page.json',
      kind: 'page',
      id: 'test/page',
      version: '1.0.0',
      title: 'Page',
      view: { id: 'root', type: 'Text', props: { text: 'Hello' }, style: { color } },
    });

  it('hold spaces, signs and letters of all scripts, in aliases and in styles', () => {
    const names = ['brand red', '100 %', 'größe', 'grüße', '色', 'a/b', '~x'];
    const tokens = {
      ...Object.fromEntries(names.map((name) => [name, ink])),
      text: { $type: 'color', $value: '{brand red}' },
    };
    const theme = themeWith({ tokens: resolver(tokens) });
    const engine = createEngine();
    expect(resolve({ tokens: resolver(tokens) }).diagnostics).toEqual([]);
    const variables = names.map((name) => {
      const { program, diagnostics } = engine.compile(page(`{${name}}`));
      expect(diagnostics).toEqual([]);
      const sheet = engine.styles(program!, theme);
      const [, variable = ''] = /\.u-[0-9a-f]{12}\{color:var\((--ui-[^)]+)\)\}/.exec(sheet.css) ?? [];
      expect(sheet.css).toContain(`${variable}:oklch(.2 0 0)`);
      return variable;
    });
    expect(variables).toEqual([
      '--ui-brand_red',
      '--ui-100_',
      '--ui-größe',
      '--ui-grüße',
      '--ui-色',
      '--ui-a_b',
      '--ui-_x',
    ]);
  });

  it('hold no ".", "{", "}" and no "$" in front; nothing of them ends a rule', () => {
    const wrong = { 'a.b': ink, 'a{': ink, '}b': ink, 'x;}*{color:red': ink };
    const { diagnostics } = resolve({ tokens: resolver(wrong) });
    expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer.split('/').at(-1)}`)).toEqual([
      'UI6003 a.b',
      'UI6003 a{',
      'UI6003 }b',
      'UI6003 x;}*{color:red',
    ]);
    for (const name of ['{$value}', '{.a}', '{}', '{a}{b}', '{a;}*{color:red}']) {
      expect(
        createEngine()
          .compile(page(name))
          .diagnostics.map(({ code }) => code),
      ).toContain('UI6102');
    }
  });

  it('of modifiers and contexts are the same in the sheet and on the page', () => {
    const dark = [{ ink: { $type: 'color', ...color(0.9) } }];
    const look = { default: 'day time', contexts: { 'day time': [], 'Night "1"': dark } };
    const theme = themeWith({ tokens: resolver({ ink }, { 'My Look': look }) });
    const engine = createEngine();
    const program = engine.compile(page('{ink}')).program!;
    const { css, modifiers } = engine.styles(program, theme);
    expect(modifiers.map(({ name, contexts }) => [name, ...contexts])).toEqual([['My Look', 'day time', 'Night "1"']]);
    const [, attribute = ''] = /\[(data-ui-My_Look="[^\]]+")\]/.exec(css) ?? [];
    const { html } = engine.render(program, { late: { preferences: { 'My Look': 'Night "1"' } } });
    expect(attribute).toBe('data-ui-My_Look="Night__1_"');
    expect(html).toContain(`<html lang="en" dir="ltr" ${attribute}>`);
  });
});
