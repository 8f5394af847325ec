import { excuseSentence, isExcused, type Version, type VisualRun } from '#contract';
import { conditionsOf } from '../visual/case-facets.ts';
import { isUndecided } from '../visual/runs.ts';

/** Why a version cannot be approved yet, and where that is mended. */
export interface Obstacle {
  readonly sentence: string;
  readonly remedy: 'run' | 'decide' | 'edit' | 'wait';
}

/** What stands between a version and its approval; null when nothing does. Main checks the same and has the last word. */
export function approvalObstacle(version: Version, runs: readonly VisualRun[]): Obstacle | null {
  const run = runs.find(({ contentHash }) => contentHash === version.hash);
  if (!run) return { sentence: 'No visual test has run on this very content yet.', remedy: 'run' };
  if (run.state === 'running') return { sentence: 'Its visual test is still running.', remedy: 'wait' };
  if (run.state !== 'finished') return { sentence: 'Its visual test was not finished.', remedy: 'run' };
  const undecided = run.results.filter((result) => isUndecided(result)).length;
  if (undecided > 0) return { sentence: `Its visual test has ${count(undecided)} to decide on.`, remedy: 'decide' };
  const rejected = run.results.filter(({ decision }) => decision === 'rejected').length;
  if (rejected > 0)
    return { sentence: `Its visual test has ${count(rejected)} that somebody rejected.`, remedy: 'edit' };
  const broken = run.results.filter(
    (result) => !isExcused(result, new Date()) && (result.verdict === 'unstable' || result.verdict === 'error'),
  ).length;
  if (broken > 0)
    return { sentence: `Its visual test has ${count(broken)} that could not be compared.`, remedy: 'decide' };
  return null;
}

const count = (pictures: number): string => (pictures === 1 ? '1 picture' : `${pictures} pictures`);

/** What is tolerated or in quarantine in the test of a version, each as a sentence, for whoever approves it. */
export function excusesToKnow(version: Version, runs: readonly VisualRun[]): readonly string[] {
  const run = runs.find(({ contentHash }) => contentHash === version.hash);
  return (run?.results ?? []).flatMap((result) => {
    const { excuse } = result;
    const now = new Date();
    if (!excuse || !isExcused(result, now)) return [];
    return [`${result.case.name}, ${conditionsOf(result.case)}: ${excuseSentence(excuse, now)}`];
  });
}
