import { type CaseResult, differencesOf, excuseSentence, failureWord } from '#contract';
import { type CaseStatus, caseRows, countStatuses, statusOf } from '../../visual/report/case-rows.ts';
import type { TestedRun } from '../../visual/report/tested-run.ts';
import type { Outcome } from '../outcome.ts';
import type { TestArguments } from './test.ts';

/** Problems that get a line of their own; all are in the report and in JSON. */
const told = 30;

/** What a person, a program and the shell are told of finished runs. */
export function summaryOf(
  tested: readonly TestedRun[],
  { ci, report, calledOff }: Pick<TestArguments, 'ci' | 'report'> & { readonly calledOff: boolean },
): Outcome {
  const results = tested.flatMap(({ run }) => run.results);
  const counts = countStatuses(results);
  const bad = counts.failed + counts.unstable + counts.error + counts.rejected;
  const isFailed = bad > 0 || (ci && counts.created > 0) || results.length === 0;
  const exit = calledOff ? 130 : isFailed ? 1 : 0;
  return { exit, data: dataOf(tested, counts, exit === 0), words: words(results, counts, { calledOff, report }) };
}

function dataOf(tested: readonly TestedRun[], counts: Readonly<Record<CaseStatus, number>>, passed: boolean) {
  const { passed: shot, unchanged, error: errors, ...others } = counts;
  return {
    verdict: passed ? 'passed' : 'failed',
    passed: shot + unchanged,
    unchanged,
    errors,
    ...others,
    cases: tested.flatMap(caseRows),
    runs: tested.map(({ run: { results, ...run } }) => run),
  };
}

function words(
  results: readonly CaseResult[],
  counts: Readonly<Record<CaseStatus, number>>,
  { calledOff, report }: { readonly calledOff: boolean; readonly report: string | null },
): readonly string[] {
  if (calledOff) return [...problems(results), `Called off. ${sum(counts)}.`];
  if (results.length === 0) return ['There was nothing to shoot.'];
  const rechecks = results.filter(({ recheck, decision }) => recheck && decision === null).length;
  const [was, they] = rechecks === 1 ? ['case is', 'it'] : ['cases are', 'them'];
  return [
    ...problems(results),
    sum(counts),
    ...(counts.created > 0 ? ['Created baselines wait to be accepted, in the app or with --update.'] : []),
    ...(rechecks > 0
      ? [
          `The approval of ${rechecks} ${was} of other conditions: look at ${they}, and accept ${they} in the app or with --update.`,
        ]
      : []),
    ...(report === null ? [] : [`Report: ${report}/index.html`]),
  ];
}

/** A line for each case that did not simply pass, and that nobody has just accepted. */
function problems(results: readonly CaseResult[]): readonly string[] {
  const lines = results.flatMap((result) => {
    const status = statusOf(result);
    return fine.has(status) ? [] : [lineOf(result, status)];
  });
  const more = lines.length - told;
  return more > 0 ? [...lines.slice(0, told), `… and ${more} more, all of them with --report or --json`] : lines;
}

const fine: ReadonlySet<CaseStatus> = new Set(['passed', 'unchanged', 'accepted']);

function lineOf(result: CaseResult, status: CaseStatus): string {
  const { changes, excuse, startedAt } = result;
  const { key } = result.case;
  const causes = changes.filter(({ cause }) => cause === null);
  const [first, ...others] = causes;
  const node = first && ` ${first.node}: ${first.message}${others.length > 0 ? ` And ${others.length} more.` : ''}`;
  const said = excuse && excuseSentence(excuse, new Date(startedAt));
  // What created ones wait for is said once, below.
  const why = [said, status === 'created' ? null : result.message].filter((sentence) => sentence !== null).join(' ');
  const differences = status === 'failed' ? differencesOf(result) : [];
  const word = failureWord(differences);
  const how = differences.length === 0 || word === 'Changed' ? '' : ` (${word.toLowerCase()})`;
  return `${status}${how}: ${key}${why === '' ? '' : `: ${why}`}${node ?? ''}`;
}

/** Numbers of what always counts, and of what happened. A flaky pass is none. */
function sum({
  passed,
  unchanged,
  flaky,
  accepted,
  tolerated,
  quarantined,
  failed,
  rejected,
  unstable,
  error,
  created,
}: Record<CaseStatus, number>): string {
  const again = unchanged > 0 ? ` (${unchanged} not shot again, nothing changed)` : '';
  const some = (count: number, word: string) => (count > 0 ? [`${count} ${word}`] : []);
  return [
    `${passed + unchanged} passed${again}`,
    ...some(flaky, 'flaky'),
    ...some(accepted, 'accepted'),
    ...some(tolerated, 'tolerated'),
    ...some(quarantined, 'quarantined'),
    `${failed} failed`,
    ...some(rejected, 'rejected'),
    ...some(unstable, 'unstable'),
    ...some(error, error === 1 ? 'error' : 'errors'),
    `${created} created`,
  ].join(', ');
}
