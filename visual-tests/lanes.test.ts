import { describe, expect, it } from 'vitest';
import { lanesOf } from './lanes.ts';
import { planCases } from './plan.ts';

describe('lanesOf (T6)', () => {
  it('lets those of one browser that are shown alike come together, each case once', () => {
    const cases = planCases({
      documentId: 'demo/page',
      tests: {
        fixtures: { one: {}, two: {} },
        matrix: {
          viewports: ['200x100', '120x80'],
          browsers: ['chromium', 'webkit'],
          modifiers: { scheme: ['light', 'dark'] },
        },
      },
      examples: [],
      settings: {},
      defaults: { viewports: [], browsers: [], theme: 'core/theme', locale: 'en-US' },
    });
    const lanes = lanesOf(cases);
    const first = lanes.next()!;
    first.workers += 1;
    const second = lanes.next()!;
    expect(new Set([first.queue[0]!.browser, second.queue[0]!.browser]).size).toBe(2);
    expect([...first.queue, ...second.queue].map(({ key }) => key).sort()).toEqual(cases.map(({ key }) => key).sort());
    for (const { queue } of [first, second]) {
      const shown = queue.map(({ viewport, scheme }) => `${scheme} ${viewport.width}`);
      expect(shown.filter((name, at) => name !== shown[at - 1])).toEqual([...new Set(shown)]);
      const schemes = queue.map(({ scheme }) => scheme);
      expect(schemes.filter((name, at) => name !== schemes[at - 1])).toHaveLength(2);
    }
  });
});
