import type { DocumentEntry } from '#contract';
import type { DocumentKind } from '#engine';

export interface DocumentGroup {
  readonly title: string;
  readonly entries: readonly DocumentEntry[];
}

const titles: readonly (readonly [DocumentKind | null, string])[] = [
  ['page', 'Pages'],
  ['layout', 'Layouts'],
  ['component', 'Components'],
  ['theme', 'Themes'],
  ['messages', 'Messages'],
  ['library', 'Libraries'],
  [null, 'Unreadable'],
];

/** Documents by kind, each group by name; groups without documents are left out. */
export const groupDocuments = (documents: readonly DocumentEntry[]): readonly DocumentGroup[] =>
  titles
    .map(([kind, title]) => ({
      title,
      entries: documents
        .filter((entry) => entry.kind === kind)
        .toSorted((left, right) => left.path.localeCompare(right.path, 'en')),
    }))
    .filter(({ entries }) => entries.length > 0);

/** `orders` for `pages/orders.page.json`. */
export const documentName = (path: string): string =>
  (path.split('/').at(-1) ?? path).replace(/\.(page|layout|component|theme|messages|library)?\.?json$/, '');
