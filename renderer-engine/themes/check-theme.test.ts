import { expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { JsonObject, ThemeDocument } from '../document/types.ts';

const codesOf = (components: Record<string, JsonObject>) => {
  const theme: ThemeDocument = {
    $schema: 'https://schema-studio.dev/ui/1/theme.json',
    kind: 'theme',
    id: 'test/theme',
    version: '1.0.0',
    title: 'Test',
    extends: 'core/theme@^1.0.0',
    tokens: { version: '2025.10', sets: { own: { sources: [{}] } }, resolutionOrder: [{ $ref: '#/sets/own' }] },
    components,
  };
  return createEngine()
    .compile(theme)
    .diagnostics.map(({ code, pointer, range }) => `${code} ${pointer}${range ? '' : ' nowhere'}`);
};

it('accepts defaults, tokens and parts of components', () => {
  expect(
    codesOf({
      Button: { defaults: { variant: 'soft' }, tokens: { radius: '{radius.full}' } },
      Card: { parts: { root: { shadow: '{shadow.none}', borderColor: '{color.border.subtle}' } } },
      'acme/badge': { tokens: { radius: '{radius.control}' } },
    }),
  ).toEqual([]);
});

it('tells what a theme cannot set for a component, and where', () => {
  expect(codesOf({ Buton: {} })).toEqual(['UI6105 /components/Buton']);
  expect(codesOf({ Button: { defaults: { variant: 'shiny' } } })).toEqual([
    'UI6105 /components/Button/defaults/variant',
  ]);
  expect(codesOf({ Button: { defaults: { color: 'red' } } })).toEqual(['UI6105 /components/Button/defaults/color']);
  expect(codesOf({ Button: { tokens: { radius: '{radius.huge}' } } })).toEqual([
    'UI6001 /components/Button/tokens/radius',
  ]);
  expect(codesOf({ Card: { parts: { root: { background: 'red' } } } })).toEqual([
    'UI6102 /components/Card/parts/root/background',
  ]);
  expect(codesOf({ Card: { parts: { root: { margn: '1rem' } } } })).toEqual([
    'UI6103 /components/Card/parts/root/margn',
  ]);
  expect(codesOf({ Card: { parts: { root: { gap: { xxl: '1rem' } } } } })).toEqual([
    'UI6201 /components/Card/parts/root/gap/xxl',
  ]);
});
