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

  it('is what is inside of components as well, their own among them, at the breakpoints of the theme', () => {
    const badge: JsonObject = {
      id: 'demo/badge',
      uses: { Inner: 'demo/badge@^1.0.0' },
      view: {
        id: 'root',
        type: 'Box',
        children: [text('label', { if: '${props.label}' }), { id: 'me', type: 'Inner' }],
      },
    };
    const page: JsonObject = {
      id: 'demo/page',
      uses: { Badge: 'demo/badge@^1.0.0', Gone: 'demo/gone@^1.0.0' },
      defs: {
        components: { Kpi: { view: { id: 'card', type: 'Card', slots: { footer: [{ id: 'b', type: 'Badge' }] } } } },
      },
      view: {
        id: 'page',
        type: 'Stack',
        children: [
          { id: 'open', type: 'Kpi' },
          { id: 'late', type: 'Kpi' },
          { id: 'gone', type: 'Gone' },
          { id: 'grid', type: 'Grid', props: { columns: { base: 1, md: 3 }, parts: [{ hideBelow: 'sm' }] } },
          text('row', { for: { each: '${data.orders}', as: 'o', empty: [text('none')] } }),
        ],
      },
    };
    const nodes = ['page', 'open--card', 'open--b--root', 'open--b--label#2', 'gone--any', 'grid', 'none'];
    const seen = coverageOf(page, [{ width: 800, nodes }], {
      others: new Map([['demo/badge', badge]]),
      widths: { sm: 640, md: 900 },
    });
    const shown = Object.fromEntries(seen.nodes.map((node) => [node.id, node.isShown]));
    expect(shown).toMatchObject({
      open: true,
      'open--b--label': true,
      'open--b--me': false,
      late: false,
      gone: true,
      row: false,
      none: true,
    });
    expect(branch(seen, 'open--b--label')).toEqual({ 'if: true': true, 'if: false': false });
    expect(branch(seen, 'grid')).toEqual({
      'below sm': false,
      'from sm on': true,
      'below md': true,
      'from md on': false,
    });
    expect(branch(seen, 'row')).toEqual({ 'for: some': false, 'for: empty': true, 'without items': true });
    expect(seen.nodes.find(({ id }) => id === 'open--b--root')).toMatchObject({
      document: 'demo/badge',
      pointer: '/view',
    });
    expect(seen.nodes.find(({ id }) => id === 'open--card')).toMatchObject({
      document: 'demo/page',
      pointer: '/defs/components/Kpi/view',
    });
    expect(new Set(seen.nodes.map(({ id }) => id)).size).toBe(seen.nodes.length);
    // The inside of a component is written once, however often it is used.
    expect(seen.nodes.filter(({ id }) => id.startsWith('late'))).toMatchObject([{ id: 'late', places: 1 }]);
    expect(seen.nodes.find(({ id }) => id === 'open--b--label')).toMatchObject({ places: 2 });
  });

  it('is bounded by what is written: of many instances what any shows is shown', () => {
    const row: JsonObject = { id: 'demo/row', view: text('name', { if: '${props.on}', else: [text('off')] }) };
    const page: JsonObject = {
      id: 'demo/page',
      uses: { Row: 'demo/row@^1.0.0' },
      view: {
        id: 'page',
        type: 'Stack',
        children: Array.from({ length: 200 }, (_, at) => ({
          id: `row-${at}`,
          type: 'Row',
          slots: { more: [text(`own-${at}`)] },
        })),
      },
    };
    const seen = coverageOf(page, [{ width: 800, nodes: ['page', 'row-7--name', 'own-3'] }], {
      others: new Map([['demo/row', row]]),
    });
    // The page, its 200 rows with what each holds of its own, and the two nodes of the component.
    expect(seen.nodes).toHaveLength(1 + 200 * 2 + 2);
    expect(seen.nodes.slice(1, 5).map(({ id, places, isShown }) => [id, places, isShown])).toEqual([
      ['row-0', 1, false],
      ['own-0', 1, false],
      ['row-0--name', 200, true],
      ['row-0--off', 200, false],
    ]);
    expect(branch(seen, 'row-0--name')).toEqual({ 'if: true': true, 'if: false': true, else: false });
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
        const any = {
          view,
          slots: { a: [view] },
          tests,
          data: tests,
          uses: tests,
          defs: { components: tests },
        } as JsonObject;
        const { shown, total } = coverageOf(any, [{ width: 1, nodes: ['constructor', '#2', ''] }]);
        expect(shown).toBeLessThanOrEqual(total);
      }),
    );
  });
});
