import { expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { JsonObject, ThemeDocument } from '../document/types.ts';

const badge = {
  $schema: 'https://schema-studio.dev/ui/1/component.json',
  kind: 'component',
  id: 'acme/badge',
  version: '1.0.0',
  title: 'Badge',
  props: {
    type: 'object',
    properties: { size: { enum: ['sm', 'md'], 'x-ui': { axis: true } }, tone: { enum: ['a'] } },
  },
  tokens: { radius: { type: 'dimension', default: '{radius.full}' } },
  parts: ['icon'],
  view: { id: 'root', type: 'Badge', props: { text: 'x' } },
};
const documents = { find: (id: string) => (id === badge.id ? [{ text: JSON.stringify(badge) }] : []) };

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
  return createEngine({ documents })
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

it('knows what component documents let a theme set (E10)', () => {
  const badly = (override: JsonObject) => codesOf({ 'acme/badge': override });
  const parts = { icon: { opacity: 0.5 }, root: { opacity: 0.9 } };
  expect(badly({ defaults: { size: 'sm' }, tokens: { radius: '{radius.xs}' }, parts })).toEqual([]);
  expect(badly({ defaults: { size: 'xl' } })).toEqual(['UI6105 /components/acme~1badge/defaults/size']);
  expect(badly({ defaults: { tone: 'a' } })).toEqual(['UI6105 /components/acme~1badge/defaults/tone']);
  expect(badly({ tokens: { shine: '{radius.xs}' } })).toEqual(['UI6105 /components/acme~1badge/tokens/shine']);
  expect(badly({ parts: { label: { opacity: 1 } } })).toEqual(['UI6105 /components/acme~1badge/parts/label']);
  expect(codesOf({ 'acme/gone': { tokens: {} } })).toEqual(['UI6106 /components/acme~1gone']);
});
