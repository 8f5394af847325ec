import { describe, expect, it } from 'vitest';
import type { Box, NodeShape } from '#contract';
import { resultOf } from '../../main/contract/visual-results.testing.ts';
import { nodeAt, placesOf } from './node-at.ts';

const shape = (node: string, parent: string | null, box: Box): NodeShape => ({
  node,
  parent,
  box,
  text: '',
  style: {},
});
const shapes = [
  shape('page', null, [0, 0, 100, 100]),
  shape('card', 'page', [10, 10, 50, 50]),
  shape('title', 'card', [10, 10, 50, 10]),
  shape('over', 'page', [10, 40, 10, 10]),
];

describe('the node of a pixel (T3)', () => {
  it.each([
    [5, 5, 1, 'page'],
    [15, 15, 1, 'title'],
    [15, 30, 1, 'card'],
    [30, 30, 2, 'title'],
    [200, 5, 1, undefined],
  ])('at %i, %i with %i pixels per unit it is the deepest: %s', (x, y, dpr, node) =>
    expect(nodeAt(shapes, x, y, dpr)?.node).toBe(node));

  it('survives parents that go round', () => {
    const round = [shape('a', 'b', [0, 0, 9, 9]), shape('b', 'a', [0, 0, 9, 9])];
    expect(nodeAt(round, 1, 1, 1)?.node).toBe('b');
  });
});

describe('the changed places of a picture', () => {
  it('are its clusters in reading order', () => {
    const clusters = [
      { box: [50, 90, 4, 4] as const, changedPixels: 9, node: null },
      { box: [60, 10, 2, 2] as const, changedPixels: 3, node: null },
      { box: [5, 10, 2, 2] as const, changedPixels: 3, node: null },
    ];
    expect(placesOf(resultOf('a', { clusters })).map(([left]) => left)).toEqual([5, 60, 50]);
  });

  it('are the causes where no pixel says where', () => {
    const change = { node: 'a', kind: 'moved', after: null, message: '', changedPixels: 0 } as const;
    const changes = [
      { ...change, before: [1, 2, 3, 4] as const, cause: null },
      { ...change, before: [9, 9, 9, 9] as const, cause: 'a' },
    ];
    const result = resultOf('a', { changes });
    const twice = { ...result, case: { ...result.case, viewport: { ...result.case.viewport, dpr: 2 } } };
    expect(placesOf(twice)).toEqual([[2, 4, 6, 8]]);
  });
});
