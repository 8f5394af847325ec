import { describe, expect, it } from 'vitest';
import type { Tests } from '#engine';
import { planCases } from './plan.ts';
import type { PlanInput } from './types/case.ts';

const defaults = { viewports: ['mobile', 'desktop'], browsers: ['chromium'], theme: 'core/theme', locale: 'en-US' };
const input: PlanInput = { documentId: 'sales/orders', tests: null, examples: [], settings: {}, defaults };
const keys = (changes: Partial<PlanInput>) => planCases({ ...input, ...changes }).map(({ key }) => key);

describe('planCases (T1)', () => {
  it('makes each fixture a case at mobile and desktop when the document declares none', () => {
    expect(keys({ tests: { fixtures: { base: {}, empty: {} } } })).toEqual([
      'sales/orders/base/mobile/chromium/core/theme/en-US/light',
      'sales/orders/base/desktop/chromium/core/theme/en-US/light',
      'sales/orders/empty/mobile/chromium/core/theme/en-US/light',
      'sales/orders/empty/desktop/chromium/core/theme/en-US/light',
    ]);
  });

  it('makes each example of a component a case', () => {
    expect(keys({ examples: ['primary', 'outline'] })).toHaveLength(4);
  });

  it('still shows a page that has no fixtures at all', () => {
    expect(planCases(input).map(({ name, fixture }) => [name, fixture])).toEqual([
      ['default', ''],
      ['default', ''],
    ]);
  });

  it('multiplies every axis, and a case replaces an axis of the document', () => {
    const tests = {
      fixtures: { base: {} },
      matrix: {
        viewports: ['tablet'],
        themes: ['a', 'b'],
        locales: ['en', 'de'],
        modifiers: { scheme: ['light', 'dark'] },
      },
      cases: [
        { id: 'all', fixture: 'base' },
        { id: 'narrow', fixture: 'base', matrix: { locales: ['de'], viewports: ['320x568'] } },
      ],
    };
    const planned = planCases({ ...input, tests });
    expect(planned.filter(({ name }) => name === 'all')).toHaveLength(8);
    const narrow = planned.filter(({ name }) => name === 'narrow');
    expect(narrow).toHaveLength(4);
    expect(narrow[0]?.viewport).toEqual({ name: '320x568', width: 320, height: 568, dpr: 1 });
    expect(narrow.map(({ scheme }) => scheme)).toEqual(['light', 'dark', 'light', 'dark']);
  });

  it('leaves skipped cases out and plans the same picture once', () => {
    const cases = [
      { id: 'a', fixture: 'base', skip: 'waits for #12' },
      { id: 'b', fixture: 'base', matrix: { viewports: ['mobile', 'mobile'] } },
    ];
    expect(keys({ tests: { cases } })).toEqual(['sales/orders/b/mobile/chromium/core/theme/en-US/light']);
  });

  it('takes sizes from the project and from the matrix itself, and keeps an unknown name visible', () => {
    const own = { name: 'kiosk', width: 1080, height: 1920, dpr: 2 };
    const tests = { matrix: { viewports: ['wall', own, 'nowhere'] } };
    const settings = { viewports: { wall: { width: 3840, height: 2160 } } };
    expect(planCases({ ...input, tests, settings }).map(({ viewport }) => viewport)).toEqual([
      { name: 'wall', width: 3840, height: 2160, dpr: 1 },
      own,
      { name: 'nowhere', width: 0, height: 0, dpr: 1 },
    ]);
  });

  it('hands on masks, forced states, form values, steps, expectations and what may change', () => {
    const tests: Tests = {
      masks: [
        { node: 'clock', reason: 'ticks' },
        { box: [0, 0, 200, 40], viewport: 'mobile', reason: 'an advertisement', mode: 'hide' },
      ],
      thresholds: { diffRatio: 0.01, perPixel: 0.2 },
      cases: [
        {
          id: 'a',
          fixture: 'base',
          force: { 'data.orders': 'error' },
          form: { order: { qty: 2 } },
          steps: [{ do: 'click', target: 'save' }],
          expect: [{ absent: 'x' }],
        },
        { id: 'b', fixture: 'base', thresholds: { diffRatio: 0.5, reason: 'a map' } },
      ],
    };
    const planned = planCases({ ...input, tests });
    expect(planned[0]).toMatchObject({
      masks: [
        { node: 'clock', mode: 'solid' },
        { box: [0, 0, 200, 40], mode: 'hide' },
      ],
      allowedRatio: 0.01,
      perPixel: 0.2,
      force: { 'data.orders': 'error' },
      form: { order: { qty: 2 } },
      steps: [{ do: 'click', target: 'save' }],
      expect: [{ absent: 'x' }],
      unmet: [],
    });
    expect(planned[1]?.masks).toEqual([{ node: 'clock', mode: 'solid' }]);
    expect(planned[2]).toMatchObject({ allowedRatio: 0.5, perPixel: 0.2 });
  });

  it('multiplies modifiers, media and times, and names in the key only what is not as usual', () => {
    const tests: Tests = {
      matrix: {
        viewports: ['mobile'],
        modifiers: { density: ['compact', 'wide'], scheme: ['dark', 'sepia'] },
        media: ['screen', 'print'],
      },
      cases: [
        { id: 'a', fixture: '', at: ['0ms', '1s'], matrix: { media: ['print'] } },
        { id: 'b', fixture: '' },
      ],
    };
    const found = planCases({ ...input, tests }).map(({ key, ...one }) => [key.split('/en-US/')[1], one] as const);
    expect(found.map(([rest]) => rest)).toEqual([
      'dark/density=compact/print/at=0',
      'dark/density=compact/print/at=1000',
      'dark/density=wide/print/at=0',
      'dark/density=wide/print/at=1000',
      'light/density=compact/scheme=sepia/print/at=0',
      'light/density=compact/scheme=sepia/print/at=1000',
      'light/density=wide/scheme=sepia/print/at=0',
      'light/density=wide/scheme=sepia/print/at=1000',
      'dark/density=compact',
      'dark/density=compact/print',
      'dark/density=wide',
      'dark/density=wide/print',
      'light/density=compact/scheme=sepia',
      'light/density=compact/scheme=sepia/print',
      'light/density=wide/scheme=sepia',
      'light/density=wide/scheme=sepia/print',
    ]);
    expect(found[5]?.[1]).toMatchObject({
      scheme: 'light',
      modifiers: { density: 'compact', scheme: 'sepia' },
      medium: 'print',
      at: 1000,
    });
  });

  it('lets the command line narrow viewports and browsers', () => {
    expect(keys({ only: { viewports: ['tablet'] } })).toEqual([
      'sales/orders/default/tablet/chromium/core/theme/en-US/light',
    ]);
  });

  it('names the states that cannot be forced, and nothing for those that can', () => {
    const forced = (force: Record<string, string>): Tests => ({ cases: [{ id: 'a', fixture: '', force }] });
    const unmet = (tests: Tests) => planCases({ ...input, tests })[0]?.unmet;
    expect(unmet(forced({ 'data.rows': 'late', panel: 'empty' }))).toEqual([
      '"force" of "data.rows" to "late"',
      '"force" of "panel" to "empty"',
    ]);
    expect(unmet(forced({ 'data.rows': 'slow', 'data.more': 'empty', panel: 'loading', other: 'error' }))).toEqual([]);
  });

  it('tolerates what the document says, or the case instead, within 0 and 1; by default nothing (T3)', () => {
    const reason = 'A map of somebody else.';
    const tests: Tests = {
      thresholds: { diffRatio: 0.01, perPixel: 0.2 },
      cases: [
        { id: 'plain', fixture: '' },
        { id: 'loose', fixture: '', thresholds: { diffRatio: 7, reason } },
        { id: 'strict', fixture: '', thresholds: { diffRatio: -1, perPixel: 0, reason } },
      ],
    };
    const matrix = { viewports: ['200x100'], browsers: ['chromium'] };
    const tolerances = (some: Tests) =>
      planCases({ ...input, tests: { ...some, matrix } }).map(({ allowedRatio, perPixel }) => [allowedRatio, perPixel]);
    expect(tolerances(tests)).toEqual([
      [0.01, 0.2],
      [1, 0.2],
      [0, 0],
    ]);
    expect(tolerances({})).toEqual([[0, 0]]);
  });
});
