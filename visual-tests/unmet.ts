import type { Matrix, TestCase, Tests } from '#engine';

/**
 * What a case asks for that no picture can be taken with yet, each as a phrase. A picture without it would pass for
 * something it is not, so such a case is not shot at all.
 */
export function unmetWishes(testCase: TestCase, matrix: Matrix, tests: Tests | null): readonly string[] {
  const { steps = [], expect = [], force = {} } = testCase;
  const wishes = [
    steps.length > 0 ? '"steps"' : null,
    expect.length > 0 ? '"expect"' : null,
    ...Object.entries(force)
      .filter(([key, state]) => !canForce(key, state))
      .map(([key, state]) => `"force" of "${key}" to "${state}"`),
    ...(matrix.media ?? []).filter((feature) => feature !== everywhere).map((feature) => `the medium "${feature}"`),
    ...Object.entries(matrix.modifiers ?? {}).flatMap(([name, contexts]) => modifierWishes(name, contexts)),
    ...(tests?.masks ?? []).flatMap(({ node, mode }) =>
      mode === undefined || mode === 'solid' ? [] : [`the mask mode "${mode}" of "${node}"`],
    ),
  ];
  return wishes.filter((wish) => wish !== null);
}

/** Every picture is taken without motion, so that this one asks for nothing more. */
const everywhere = 'reduced-motion';

const ofData = new Set(['error', 'empty', 'slow']);
const ofLazyNodes = new Set(['placeholder', 'loading', 'error']);

const canForce = (key: string, state: string) => (key.startsWith('data.') ? ofData : ofLazyNodes).has(state);

function modifierWishes(name: string, contexts: readonly string[]): readonly string[] {
  if (name !== 'scheme') return [`the modifier "${name}"`];
  return contexts
    .filter((context) => context !== 'light' && context !== 'dark')
    .map((context) => `the scheme "${context}"`);
}
