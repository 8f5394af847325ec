import { escapeSnippet, type Item, partItem } from './items.ts';
import type { Span } from './text.ts';

/** A whole message that counts, with the plural forms of its language. */
export function pluralItem(known: ReadonlyMap<string, string>, locale: string, replace: Span): Item {
  const name = [...known.keys()][0] ?? 'count';
  const forms = [...categoriesOf(locale).map((category, at) => `${category} {{$${at + 1}}}`), '* {{$0}}'];
  const written = [`.input {\\$${escapeSnippet(name)} :number}`, `.match \\$${escapeSnippet(name)}`, ...forms];
  return partItem(replace, written.join(line), {
    label: 'plural',
    kind: 'snippet',
    detail: 'a text for each number',
    about: `Chooses by \`$${name}\`, with the plural forms of \`${locale}\`.`,
    snippet: true,
    filter: 'plural',
    rank: 1,
  });
}

/** What a message may declare before its words. */
export const declarations = (replace: Span): readonly Item[] => [
  partItem(replace, `.input {\\$$1 :$2}${line}$0`, {
    label: '.input',
    kind: 'snippet',
    detail: '.input {$count :number}',
    about: 'Says what an argument is, before it is chosen by.',
    snippet: true,
    filter: '.input',
    rank: 1,
  }),
  partItem(replace, `.local \\$$1 = {$2}${line}$0`, {
    label: '.local',
    kind: 'snippet',
    detail: '.local $name = {…}',
    about: 'A name for a part that is used more than once.',
    snippet: true,
    filter: '.local',
    rank: 2,
  }),
  partItem(replace, `.match \\$$1${line}one {{$2}}${line}* {{$0}}`, {
    label: '.match',
    kind: 'snippet',
    detail: '.match $count',
    about: 'One text for each kind of value; `*` is for all others.',
    snippet: true,
    filter: '.match',
    rank: 3,
  }),
];

/** Keys of variants: the plural forms of a language. */
export const variants = (locale: string, replace: Span): readonly Item[] =>
  [...categoriesOf(locale), '*'].map((key, rank) =>
    partItem(replace, `${key} {{$0}}`, {
      label: key,
      kind: 'value',
      detail: key === '*' ? 'everything else' : 'plural form of this language',
      rank,
      snippet: true,
      filter: key,
    }),
  );

const categoriesOf = (locale: string): readonly string[] => {
  try {
    return new Intl.PluralRules(locale).resolvedOptions().pluralCategories.filter((one) => one !== 'other');
  } catch {
    // While a language is being written, it may be none.
    return ['one'];
  }
};

/** A line break of a JSON text, written in a snippet. */
const line = '\\\\n';
