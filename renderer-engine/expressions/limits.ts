/** Sizes of language.md 3.3. Source sizes are UI4001, run-time sizes UI9101 and the expression gives null. */
export const expressionLimits = {
  /** UTF-16 units of one hole. */
  sourceCharacters: 2_048,
  nodes: 400,
  depth: 32,
  lambdaDepth: 3,
  /** UTF-16 units of a text an expression makes. */
  textLength: 65_536,
  listLength: 10_000,
  rangeLength: 1_000,
  expressionSteps: 100_000,
  /** What takes more is worked out by a render, where the steps of a page are counted together. */
  foldSteps: 1_000,
  renderSteps: 2_000_000,
} as const;
