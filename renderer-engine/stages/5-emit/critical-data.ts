import type { Program } from '../../program.ts';

/** Names of data that must be there before anything of the page can be shown (language.md 4.6); for fragments none. */
export function criticalData({ ops }: Program): readonly string[] {
  const page = ops.find((op) => typeof op !== 'string' && op[0] === 'page');
  return (page?.[2] ?? []) as readonly string[];
}
