import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { JsonObject, ThemeDocument } from '../document/types.ts';
import { resolve, resolver } from './theme.testing.ts';

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
