import { expect, it } from 'vitest';
import type { CoveredNode } from '#contract';
import { rowsWithGaps } from './coverage-rows.ts';

const node = (id: string, depth: number, isShown: boolean | null = true, branches: CoveredNode['branches'] = []) =>
  ({ id, depth, isShown, branches }) as CoveredNode;

it('keeps of an outline what has gaps, and what that stands in', () => {
  const nodes = [
    node('page', 0),
    node('header', 1),
    node('logo', 2),
    node('body', 1, null),
    node('fine', 2),
    node('card', 2),
    node('late', 3, false),
    node('list', 2, true, [
      { name: 'for: some', isShown: true },
      { name: 'for: empty', isShown: false },
    ]),
    node('item', 3),
    node('footer', 1),
  ];
  expect(rowsWithGaps(nodes).map(({ id }) => id)).toEqual(['page', 'body', 'card', 'late', 'list']);
  expect(rowsWithGaps([node('page', 0), node('all', 1)])).toEqual([]);
});
