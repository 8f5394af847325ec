import type { TestCase } from '#engine';

/**
 * What a case asks for that does not exist, each as a phrase. A picture without it would pass for something it is not, so
 * such a case is not shot at all.
 */
export const unmetWishes = ({ force = {} }: TestCase): readonly string[] =>
  Object.entries(force)
    .filter(([key, state]) => !canForce(key, state))
    .map(([key, state]) => `"force" of "${key}" to "${state}"`);

const ofData = new Set(['error', 'empty', 'slow']);
const ofLazyNodes = new Set(['placeholder', 'loading', 'error']);

const canForce = (key: string, state: string) => (key.startsWith('data.') ? ofData : ofLazyNodes).has(state);
