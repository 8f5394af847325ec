import type { Fixture } from './types.ts';

/** Fixtures that may stand in one chain of `extends`. */
export const longestFixtureChain = 32;

/**
 * A fixture and those it extends, itself first; empty when there is none of that name. It stops where it would go round
 * in a circle, and behind the longest a chain may be.
 */
export function fixtureChain(fixtures: Readonly<Record<string, Fixture>>, name: string): readonly string[] {
  const chain: string[] = [];
  for (let one: string | undefined = name; one !== undefined; one = fixtures[one]!.extends) {
    const isEnd = !Object.hasOwn(fixtures, one) || chain.includes(one) || chain.length === longestFixtureChain;
    if (isEnd) break;
    chain.push(one);
  }
  return chain;
}
