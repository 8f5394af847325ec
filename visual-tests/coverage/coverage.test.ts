import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#engine';
import { type Coverage, coverageOf } from './coverage.ts';

const text = (id: string, more = {}) => ({ id, type: 'Text', props: { text: id }, ...more });
const document: JsonObject = {
  data: { orders: { source: 'orders.list' } },
  view: {
    id: 'page',
    type: 'Stack',
    children: [
      text('late', { if: '${data.orders.late}', else: [text('in-time')] }),
      text('row', { for: { each: '${data.orders.items}', as: 'o' } }),
      { id: 'tier', type: 'Match', slots: { gold: [text('gold')], plain: [text('plain')] } },
      { id: 'chart', type: 'Grid', lazy: { placeholder: [text('waiting')] }, catch: [text('failed')] },
      text('wide', { style: { padding: { base: 1, md: 3 } } }),
    ],
  },
  tests: {
    fixtures: { base: {}, long: { extends: 'base' } },
    cases: [{ id: 'base', fixture: 'base' }],
  },
};
const branch = ({ nodes }: Coverage, id: string) =>
  Object.fromEntries(nodes.find((node) => node.id === id)?.branches.map(({ name, isShown }) => [name, isShown]) ?? []);
const isShown = ({ nodes }: Coverage, id: string) => nodes.find((node) => node.id === id)?.isShown;

describe('what accepted pictures show of a document', () => {
  const one = coverageOf(document, [{ width: 390, nodes: ['page', 'late', 'row', 'row#2', 'gold', 'chart', 'wide'] }]);

  it('is its nodes, and through what is in them those that draw nothing', () => {
    expect(isShown(one, 'row')).toBe(true);
    expect(isShown(one, 'tier')).toBe(true);
    expect(isShown(one, 'plain')).toBe(false);
    expect(one.nodes.map(({ id }) => id).slice(0, 3)).toEqual(['page', 'late', 'in-time']);
  });

  it('is both ways of a condition, a loop with and without items, each slot, each failure, each side of a breakpoint', () => {
    expect(branch(one, 'late')).toEqual({ 'if: true': true, 'if: false': false, else: false });
    expect(branch(one, 'row')).toEqual({ 'for: some': true, 'for: empty': false });
    expect(branch(one, 'tier')).toEqual({ 'slot: gold': true, 'slot: plain': false });
    expect(branch(one, 'chart')).toEqual({ catch: false, placeholder: false });
    expect(branch(one, 'wide')).toEqual({ 'below md': true, 'from md on': false });
  });

  it('grows with every picture', () => {
    const two = coverageOf(document, [
      { width: 390, nodes: ['page', 'late', 'row', 'gold', 'chart', 'wide'] },
      { width: 1280, nodes: ['page', 'in-time', 'plain', 'chart', 'failed', 'wide'] },
    ]);
    expect(branch(two, 'late')).toEqual({ 'if: true': true, 'if: false': true, else: true });
    expect(branch(two, 'row')).toEqual({ 'for: some': true, 'for: empty': true });
    expect(branch(two, 'chart')).toEqual({ catch: true, placeholder: false });
    expect(two.shown).toBeGreaterThan(one.shown);
    expect(two.total).toBe(one.total);
  });

  it('is nothing without a picture', () => {
    expect(coverageOf(document, [])).toMatchObject({ pictures: 0, shown: 0 });
  });
});

describe('cases proposed for the gaps', () => {
  const { proposals } = coverageOf(document, [{ width: 390, nodes: ['page', 'late', 'row', 'gold', 'chart', 'wide'] }]);

  it('force what needs no other data', () => {
    expect(proposals.map((one) => one.case)).toEqual([
      { id: 'orders-empty', fixture: 'base', force: { 'data.orders': 'empty' } },
      { id: 'chart-down', fixture: 'base', force: { chart: 'error' } },
      { id: 'chart-waiting', fixture: 'base', force: { chart: 'placeholder' } },
      { id: 'from-md', fixture: 'base', matrix: { viewports: ['768x800'] } },
      { id: 'long', fixture: 'long' },
    ]);
  });

  it('are not proposed again once they are there', () => {
    const tests = document['tests'] as JsonObject;
    const cases = [...(tests['cases'] as JsonObject[]), ...proposals.map((one) => one.case as unknown as JsonObject)];
    expect(
      coverageOf({ ...document, tests: { ...tests, cases } }, []).proposals.map((one) => one.case.id),
    ).not.toContain('orders-empty');
  });

  it('survive any text that is JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (view, tests) => {
        const any = { view, slots: { a: [view] }, tests, data: tests } as JsonObject;
        const { shown, total } = coverageOf(any, [{ width: 1, nodes: ['constructor', '#2', ''] }]);
        expect(shown).toBeLessThanOrEqual(total);
      }),
    );
  });
});
