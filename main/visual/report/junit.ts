import { type CaseResult, differencesOf, excuseSentence, facetsOf, failureWord, type VisualRun } from '#contract';
import type { CaseDetails } from './case-details.ts';
import { escaped } from './escape.ts';
import type { TestedRun } from './tested-run.ts';

export interface JUnitOptions {
  /** A new picture that nobody has accepted fails. */
  readonly ci: boolean;
  /** Where a picture was written, by its hash; null where it was not. */
  readonly place: (hash: string) => string | null;
}

/** Runs as JUnit XML: a suite for each document, a test case for each picture; `system-out` names the files. */
export function junitOf(tested: readonly TestedRun[], options: JUnitOptions): string {
  const suites = tested.map((one) => suiteOf(one, options));
  const totals = sum(
    tested.flatMap(({ run }) => run.results),
    options,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="studio test" ${totals}>\n${suites.join('\n')}\n</testsuites>\n`;
}

function suiteOf({ run, details }: TestedRun, options: JUnitOptions): string {
  const cases = run.results.map((result) => caseOf(run, result, details(result.case.key), options));
  const timestamp = run.startedAt.slice(0, 19);
  return `  <testsuite name="${escaped(run.path)}" timestamp="${timestamp}" ${sum(run.results, options)}>
${cases.join('\n')}
  </testsuite>`;
}

function caseOf({ documentId }: VisualRun, result: CaseResult, details: CaseDetails, options: JUnitOptions): string {
  const { name, browser, viewport } = result.case;
  const classname = `${documentId}.${browser}.${viewport.name}`;
  const [, , ...others] = facetsOf(result.case).map(({ words }) => words);
  const title = `${name} (${others.join(', ')})`;
  return `    <testcase classname="${escaped(classname)}" name="${escaped(title)}" time="${seconds(result.milliseconds)}">
${[
  propertiesOf(result),
  problemOf(result, options),
  `<system-out>${escaped(output(result, details, options))}</system-out>`,
]
  .filter((part) => part !== null)
  .map((part) => `      ${part}`)
  .join('\n')}
    </testcase>`;
}

const propertiesOf = ({ verdict, decision, skipped }: CaseResult): string =>
  `<properties><property name="verdict" value="${verdict}"/><property name="decision" value="${decision ?? 'none'}"/><property name="shot" value="${!skipped}"/></properties>`;

type Kind = 'failure' | 'error' | 'skipped';

/** What counts against a case; a new picture nobody has accepted proves nothing, so it is no pass either. */
function kindOf({ verdict, decision }: CaseResult, { ci }: JUnitOptions): Kind | null {
  if (decision === 'accepted') return null;
  if (decision === 'tolerated' || decision === 'quarantined') return 'skipped';
  if (decision === 'rejected' || verdict === 'failed' || verdict === 'unstable') return 'failure';
  if (verdict === 'error') return 'error';
  if (verdict === 'created') return ci ? 'failure' : 'skipped';
  return null;
}

function problemOf(result: CaseResult, options: JUnitOptions): string | null {
  const kind = kindOf(result, options);
  const { excuse, reason, startedAt } = result;
  const said = excuse ? excuseSentence(excuse, new Date(startedAt)) : reason && `${reason}:`;
  const message = escaped([said, result.message ?? result.verdict].filter((part) => part !== null).join(' '));
  if (kind === null || kind === 'skipped') return kind && `<skipped message="${message}"/>`;
  const nodes = [
    ...result.broken.map(({ node, message }) => (node === null ? message : `${node}: ${message}`)),
    ...result.changes.map(({ node, message }) => `${node}: ${message}`),
    ...result.newFindings.map(({ node, target, rule, message }) => `${node ?? target}: ${rule}: ${message}`),
  ].join('\n');
  const type = result.verdict === 'failed' ? failureWord(differencesOf(result)).toLowerCase() : result.verdict;
  return `<${kind} type="${type}" message="${message}">${escaped(nodes)}</${kind}>`;
}

function output(result: CaseResult, { heard, markup, knownFindings }: CaseDetails, { place }: JUnitOptions): string {
  const { baseline, shot, difference, message } = result;
  const named = { baseline, new: shot, difference };
  const lines = Object.entries(named).flatMap(([name, hash]) =>
    hash === null ? [] : [`${name}: ${place(hash) ?? `${hash} (not written; use --report)`}`],
  );
  const known = knownFindings.map(({ node, target, rule }) => `known finding: ${rule} at ${node ?? target}`);
  return [...(message === null ? [] : [message]), ...known, ...heard, ...markup, ...lines].join('\n');
}

function sum(results: readonly CaseResult[], options: JUnitOptions): string {
  const count = (kind: Kind) => results.filter((result) => kindOf(result, options) === kind).length;
  const time = results.reduce((all, { milliseconds }) => all + milliseconds, 0);
  return `tests="${results.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="${seconds(time)}"`;
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
