import type { Budgets, PageSize } from '#engine';
import type { BrokenExpectation } from './types/visit.ts';

const words: Readonly<Record<keyof PageSize, string>> = {
  htmlBytes: 'bytes of HTML',
  cssBytes: 'bytes of CSS',
  nodes: 'nodes',
  steps: 'steps of expressions',
};

/** What a page is too much of; the sentences name what it has and what it may have. */
export const brokenBudgets = (size: PageSize, budgets: Budgets): readonly BrokenExpectation[] =>
  (Object.keys(words) as (keyof PageSize)[]).flatMap((name) => {
    const [is, most] = [size[name], budgets[name]];
    if (most === undefined || is <= most) return [];
    return [{ node: null, message: `The page has ${count(is)} ${words[name]}; its budget is ${count(most)}.` }];
  });

const count = (value: number): string => value.toLocaleString('en-US');
