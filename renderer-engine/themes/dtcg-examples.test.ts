import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { JsonObject } from '../document/types.ts';
import { resolve, resolver } from './theme.testing.ts';

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
  it('resolves every example of the DTCG report as expected, and refuses those that are explained (E10)', () => {
    const { examples } = JSON.parse(readFileSync(corpus, 'utf8')) as {
      examples: { file: string; i: number; valid_json: boolean; text: string }[];
    };
    const refused: string[] = [];
    const found: Record<string, Readonly<Record<string, string>>> = {};
    for (const { file, i, text } of examples.filter(({ valid_json }) => valid_json)) {
      const example = JSON.parse(text) as JsonObject;
      const isResolver = ['resolutionOrder', 'sets', 'modifiers'].some((key) => key in example);
      const { diagnostics, tokens, contexts } = resolve({ tokens: isResolver ? example : resolver(example) });
      if (diagnostics.length > 0) refused.push(`${file}#${i}`);
      found[`${file}#${i}`] = {
        ...Object.fromEntries([...tokens].map(([path, { css, type }]) => [path, `${type} ${css}`])),
        ...Object.fromEntries(
          contexts.flatMap(({ modifier, context, changes }) =>
            [...changes].map(([path, css]) => [`${modifier}=${context} ${path}`, css]),
          ),
        ),
      };
      for (const { message, pointer, code } of diagnostics) {
        expect(message).not.toBe('');
        expect(code).toMatch(/^UI600[123]$/);
        expect(pointer).toMatch(/^\/tokens/);
      }
    }
    const expected = new URL('dtcg-examples.expected.json', import.meta.url);
    if (process.env['UPDATE_SAMPLES']) writeFileSync(expected, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
    expect(refused.sort()).toEqual(Object.values(explained).flat().sort());
  });
