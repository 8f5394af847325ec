import { describe, expect, it } from 'vitest';
import type { DocumentEntry } from '#contract';
import { documentName, groupDocuments } from './document-groups.ts';

const entry = (path: string, kind: DocumentEntry['kind']): DocumentEntry => ({
  path,
  kind,
  id: null,
  title: path,
  draft: false,
});

describe('the explorer', () => {
  it('groups documents by kind, pages first, unreadable ones last', () => {
    const groups = groupDocuments([
      entry('broken.page.json', null),
      entry('theme.theme.json', 'theme'),
      entry('b.page.json', 'page'),
      entry('a.page.json', 'page'),
    ]);
    expect(groups.map(({ title, entries }) => [title, ...entries.map(({ path }) => path)])).toEqual([
      ['Pages', 'a.page.json', 'b.page.json'],
      ['Themes', 'theme.theme.json'],
      ['Unreadable', 'broken.page.json'],
    ]);
  });

  it.each([
    ['pages/orders.page.json', 'orders'],
    ['status-badge.component.json', 'status-badge'],
    ['odd.json', 'odd'],
  ])('calls %s %s', (path, name) => expect(documentName(path)).toBe(name));
});
