/** The door of the visual tests: plan, shoot, compare. */
export type * from './types.ts';
