/** What a check came to. */
export interface Finding {
  readonly check: string;
  /** `unknown`: it could not be told from here. */
  readonly state: 'done' | 'failed' | 'unknown';
  /** What was found; of what failed, what to do. */
  readonly words: string;
}

export const isDone = (check: string, words: string): Finding => ({ check, state: 'done', words });
export const hasFailed = (check: string, words: string): Finding => ({ check, state: 'failed', words });
export const cannotTell = (check: string, words: string): Finding => ({ check, state: 'unknown', words });

/** Runs a check; one that throws could not tell. */
export const checked = async (check: string, run: () => Promise<Finding> | Finding): Promise<Finding> => {
  try {
    return await run();
  } catch (error) {
    return cannotTell(check, (error as Error).message);
  }
};

const marks = { done: '✓', failed: '✗', unknown: '?' } as const;

/** Lines for people, or JSON; 0 when nothing failed, else 1. */
export function reportOf(title: string, findings: readonly Finding[], asJson: boolean) {
  const count = (state: Finding['state']): number => findings.filter((one) => one.state === state).length;
  const figures = { done: count('done'), failed: count('failed'), unknown: count('unknown') };
  const code: 0 | 1 = figures.failed > 0 ? 1 : 0;
  if (asJson) return { code, sentence: JSON.stringify({ title, ...figures, findings }, null, 2) };
  const lines = findings.map(({ check, state, words }) => `${marks[state]} ${check}: ${words}`);
  const sum = `${figures.done} done, ${figures.failed} failed, ${figures.unknown} cannot be told.`;
  return { code, sentence: [title, ...lines, sum].join('\n') };
}
