import { randomOf } from '../testing/simulated-rollout.ts';

const syllables = [
  'ka',
  'lo',
  'mi',
  'ren',
  'sta',
  'tu',
  'vel',
  'no',
  'pri',
  'des',
  'gan',
  'hol',
  'ist',
  'er',
  'ung',
  'eln',
];

/** A catalog whose HTML is about 16 KB, in made-up words that are as hard to compress as real ones; nothing in it changes. */
export function longPage(at: number, locales: readonly string[] = ['en']): string {
  const messages = Object.fromEntries(locales.map((locale, of) => [locale, wordsOf(at * 100 + of)]));
  const items = Array.from({ length: cards }, (_, item) => ({
    id: `item-${item}`,
    type: 'Card',
    children: [
      { id: `name-${item}`, type: 'Heading', props: { text: `\${t('name${item}')}`, level: 2 } },
      { id: `about-${item}`, type: 'Text', props: { text: `\${t('about${item}')}` } },
    ],
  }));
  return JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: `bench/long-${at}`,
    version: '1.0.0',
    title: `Catalog ${at}`,
    route: `/long/${at}`,
    access: 'public',
    messages,
    view: { id: 'root', type: 'Stack', children: items },
  });
}

const cards = 36;

function wordsOf(seed: number): Readonly<Record<string, string>> {
  const random = randomOf(seed);
  const pick = (): string => syllables[Math.floor(random() * syllables.length)] ?? '';
  const words = (count: number): string =>
    Array.from({ length: count }, () => Array.from({ length: 1 + Math.floor(random() * 3) }, pick).join('')).join(' ');
  return Object.fromEntries(
    Array.from({ length: cards }, (_, item) => [
      [`name${item}`, words(3)],
      [`about${item}`, words(28)],
    ]).flat(),
  );
}
