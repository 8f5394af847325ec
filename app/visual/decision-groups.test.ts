import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseResult, NodeChange } from '#contract';
import { resultOf } from '../../main/contract/visual-results.testing.ts';
import { groupDecisions } from './decision-groups.ts';

const change = (node: string, changes: Partial<NodeChange> = {}): NodeChange => ({
  node,
  kind: 'restyled',
  before: [0, 0, 10, 10],
  after: [0, 0, 10, 10],
  cause: null,
  message: 'Its color was rgb(1, 2, 3) and is #fff now.',
  changedPixels: 10,
  ...changes,
});

const failed = (name: string, changes: readonly NodeChange[], more: Partial<CaseResult> = {}): CaseResult =>
  resultOf(name, { verdict: 'failed', decision: 'pending', changedPixels: 10, changes, ...more });

const at = (width: number) => ({ name: `w${width}`, width, height: 800, dpr: 1 });
const names = (results: readonly CaseResult[]) =>
  groupDecisions(results).map((group) => group.results.map((result) => result.case.key));

describe('grouping decisions (T5)', () => {
  it('makes one decision of one change in several viewports, themes and browsers', () => {
    const a = failed('a', [change('total')]);
    const b = failed('b', [
      change('total', { message: 'Its color was rgb(9, 9, 9) and is #000 now. It moved 4.5 down.' }),
    ]);
    const c = failed('c', [change('total'), change('below', { kind: 'moved', cause: 'total' })]);
    expect(names([a, b, c])).toEqual([['a', 'b', 'c']]);
  });

  it('keeps measures apart from content: a text in quotes that differs is another change', () => {
    const move = (by: number) => change('total', { kind: 'moved', message: `It moved ${by} down.` });
    const text = (price: number, size = '') =>
      change('total', { kind: 'text', message: `It said "1" and says "${price}" now.${size}` });
    expect(names([failed('a', [move(3)]), failed('b', [move(41)])])).toEqual([['a', 'b']]);
    expect(names([failed('a', [text(3)]), failed('b', [text(41)])])).toEqual([['a'], ['b']]);
    const around = (value: string) =>
      change('total', { kind: 'text', message: `It said "Open value ${value}" and says "Worth ${value}" now.` });
    expect(names([failed('a', [around('€0')]), failed('b', [around('€1,639.40')])])).toEqual([['a', 'b']]);
    const wider = ' It was 10.5 × 20 and is 30 × 20 now. It moved 3 up and 2.5 to the left.';
    expect(names([failed('a', [text(3)]), failed('b', [text(3, wider)])])).toEqual([['a', 'b']]);
    const padding = change('total', { message: 'Its padding-top was 0px and is 4px now.' });
    expect(names([failed('a', [change('total')]), failed('b', [padding])])).toEqual([['a'], ['b']]);
  });

  it('shows the outlier first, between groups and within one', () => {
    const usual = ['a', 'b', 'c'].map((key) => failed(key, [change('total')], { changedRatio: 0.01 }));
    const odd = failed('odd', [change('total')], { changedRatio: 0.4 });
    const other = failed('other', [change('total'), change('icon', { kind: 'removed' })]);
    expect(names([...usual, odd, other])).toEqual([['other'], ['odd', 'a', 'b', 'c']]);
  });

  it('takes first pictures of a case together, and none of another case', () => {
    const created = (key: string, name: string) => {
      const result = resultOf(key, { verdict: 'created', decision: 'pending' });
      return { ...result, case: { ...result.case, name } };
    };
    expect(names([created('a', 'base'), created('b', 'base'), created('c', 'empty')])).toEqual([['c'], ['a', 'b']]);
  });

  it('has only marks to go by where nodes are not known', () => {
    const marks = [{ box: [5, 5, 10, 4] as const, changedPixels: 12, node: null }];
    const blind = (key: string, width: number, clusters: CaseResult['clusters']) => {
      const result = failed(key, [], { clusters });
      return { ...result, case: { ...result.case, name: 'base', viewport: at(width) } };
    };
    const moved = [{ box: [50, 5, 10, 4] as const, changedPixels: 12, node: null }];
    const larger = [{ box: [5, 5, 11, 4] as const, changedPixels: 12, node: null }];
    expect(names([blind('a', 390, marks), blind('b', 390, moved), blind('c', 390, larger)])).toEqual([
      ['c'],
      ['a', 'b'],
    ]);
    expect(names([blind('a', 390, marks), blind('b', 1280, marks)])).toEqual([['a'], ['b']]);
  });

  it('names what is only heard, or only found, and takes together what is heard the same', () => {
    const heard = (key: string, aria: string, more: Partial<CaseResult> = {}) => {
      const result = failed(key, [], {
        changedPixels: 0,
        baselineAria: 'old',
        aria,
        heardDifferently: aria !== 'old',
        ...more,
      });
      return { ...result, case: { ...result.case, name: 'base' } };
    };
    const found = { rule: 'image-alt', impact: 'critical', node: 'logo', target: 'img', message: 'No text.' } as const;
    const lost = ['x', 'y'].map((key) => heard(key, 'new', { baselineAria: null, heardDifferently: false }));
    const all = [heard('a', 'new'), heard('b', 'other'), heard('c', 'new'), ...lost];
    expect(names(all).toSorted()).toEqual([['a', 'c'], ['b'], ['x'], ['y']]);
    expect(groupDecisions([heard('a', 'new')])[0]?.title).toBe('base: heard differently');
    expect(groupDecisions([heard('a', 'old', { newFindings: [found] })])[0]?.title).toBe('base: less accessible');
    expect(groupDecisions([lost[0]!])[0]?.title).toBe('base: not comparable');
    const markup = heard('h', 'old', { html: 'new', baselineHtml: 'old' });
    expect(groupDecisions([markup])[0]?.title).toBe('base: other HTML');
  });

  it('sets cases with new findings of accessibility apart', () => {
    const finding = {
      rule: 'image-alt',
      impact: 'critical',
      node: 'logo',
      target: 'img',
      message: 'No text.',
    } as const;
    expect(names([failed('a', [change('logo')]), failed('b', [change('logo')], { newFindings: [finding] })])).toEqual([
      ['a'],
      ['b'],
    ]);
  });

  it('never groups cases whose sets of changed nodes differ, and loses none', () => {
    const nodes = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd"', '1'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(nodes, { maxLength: 12 }), (sets) => {
        const results = sets.map((set, index) =>
          failed(
            `case ${index}`,
            set.map((node) => change(node)),
          ),
        );
        const groups = groupDecisions(results);
        for (const { results: members } of groups) {
          const own = members.map(({ changes }) =>
            changes
              .map(({ node }) => node)
              .toSorted()
              .join(),
          );
          expect(new Set(own).size).toBe(1);
        }
        expect(groups.flatMap((group) => group.results.map((result) => result.case.key)).toSorted()).toEqual(
          results.map((result) => result.case.key).toSorted(),
        );
      }),
    );
  });
});
