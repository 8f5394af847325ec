import type { Limits } from './engine.ts';

/** What a host does not lower (language.md 3.3 and 9.6). */
export const defaultLimits: Limits = {
  documentBytes: 1024 * 1024,
  jsonDepth: 64,
  nodesPerDocument: 2_000,
  nodesExpanded: 20_000,
  nodeDepth: 48,
  instanceDepth: 16,
  uses: 64,
  dependencies: 512,
  extendsChain: 8,
  referenceDepth: 32,
  stringBytes: 64 * 1024,
  markdownBytes: 256 * 1024,
  loopItems: 1_000,
  loopItemsHard: 10_000,
  loopProduct: 50_000,
  expressions: 5_000,
  expressionSteps: 100_000,
  renderSteps: 2_000_000,
  expressionCharacters: 2_048,
  htmlBytes: 4 * 1024 * 1024,
  boundaryBytes: 1024 * 1024,
  messages: 2_000,
  tokens: 3_000,
  shots: 2_000,
  params: 50,
  formFields: 300,
  fragments: 200,
  includes: 10,
  programBytes: 4 * 1024 * 1024,
};

/** The defaults, with what the host lowers; raising one is not possible. */
export function limitsOf(host: Partial<Limits> = {}): Limits {
  const limits: { -readonly [K in keyof Limits]: Limits[K] } = { ...defaultLimits };
  for (const name of Object.keys(limits) as (keyof Limits)[]) {
    const own = host[name];
    if (own !== undefined) limits[name] = Math.min(own, defaultLimits[name]);
  }
  return limits;
}
