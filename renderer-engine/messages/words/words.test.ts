import { describe, expect, it } from 'vitest';
import { createEngine } from '../../create-engine.ts';
import type { Json, PageDocument } from '../../document/types.ts';
import { messageArguments } from '../message-arguments.ts';
import { isWordKey, words, wordsDocument } from './words.ts';

const english = words['en']!;

describe.each(Object.keys(words))('the words of the engine in %s (E1)', (locale) => {
  const texts = words[locale]!;

  it('are the same as in English, and take the same arguments', () => {
    expect(Object.keys(texts)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(texts)) {
      const { arguments: given, problems } = messageArguments(text);
      expect({ key, problems }).toEqual({ key, problems: [] });
      const expected = messageArguments(english[key]!).arguments;
      // A form of one may leave its number out, so a locale may use fewer, never others.
      expect(Object.keys(expected)).toEqual(expect.arrayContaining(Object.keys(given)));
    }
  });
});

const page: PageDocument = {
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/words',
  version: '1.0.0',
  title: 'Words',
  params: { q: { type: 'string' } },
  forms: {
    order: {
      schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
      submit: { do: 'request', call: 'orders.create' },
    },
  },
  view: { id: 'root', type: 'Text', props: { text: '${params.q}' } },
};

describe('a page speaks the language of its reader (E1)', () => {
  const engine = createEngine();
  const { program } = engine.compile(page);
  const failed = (locale: string): string => {
    const { html } = engine.render(program!, { ctx: { locale }, late: { errorId: 'e-1' } });
    return /<div class="ui-error".*?<\/div>/.exec(html)?.[0] ?? '';
  };
  const sentences = async (locale: string, value: Json) =>
    (await engine.validate(program!, 'order', value, { ctx: { locale } })).errors.map(({ message }) => message);

  it.each([
    ['en', 'This part of the page could not be shown.', 'Reference: ⁨e-1⁩'],
    ['de-AT', 'Dieser Teil der Seite konnte nicht angezeigt werden.', 'Referenz: ⁨e-1⁩'],
    ['ar', 'تعذّر عرض هذا الجزء من الصفحة.', 'المرجع: ⁨e-1⁩'],
    // A language nobody has translated to: the last resort is English.
    ['tlh', 'This part of the page could not be shown.', 'Reference: ⁨e-1⁩'],
    ['en-XA', 'Ţĥîš þåŕţ', 'Ŕéƒéŕéñçé'],
  ])('in %s', async (locale, sentence, reference) => {
    expect(failed(locale)).toContain(sentence);
    expect(failed(locale)).toContain(reference);
  });

  it('in the sentences beside fields', async () => {
    expect(await sentences('en', {})).toEqual(['Please fill in this field.']);
    expect(await sentences('fr-CA', {})).toEqual(['Veuillez remplir ce champ.']);
    expect(await sentences('ja', { name: 1 })).toEqual(['Please enter a value of the right kind.']);
  });
});

it('knows its keys, and no word of JavaScript', () => {
  expect(isWordKey('close')).toBe(true);
  expect(isWordKey('constructor')).toBe(false);
  expect(wordsDocument).toBe('core/words');
});
