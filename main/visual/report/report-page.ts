import type { CaseResult, VisualRun } from '#contract';
import { countStatuses, statuses, statusOf } from './case-rows.ts';
import { escaped } from './escape.ts';
import { caseSection, type PicturePlace, signs } from './report-case.ts';
import { reportStyle } from './report-style.ts';
import type { TestedRun } from './tested-run.ts';

/** Runs as one HTML page that needs no script; pictures lie beside it. */
export function reportPage(tested: readonly TestedRun[], picture: PicturePlace): string {
  const runs = tested.map(({ run }) => run);
  const results = runs.flatMap((run) => run.results);
  const counts = countStatuses(results);
  const present = statuses.filter((status) => counts[status] > 0);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${escaped(headline(runs))}</title>
<style>${reportStyle(present)}</style></head>
<body>
<header><h1>${escaped(headline(runs))}</h1>
<p>${escaped(facts(runs))}</p>
<fieldset><legend>Show</legend>
${filter('all', 'All', results.length, true)}
${present.map((status) => filter(status, signs[status].join(' '), counts[status], false)).join('\n')}
</fieldset></header>
<main>
${tested.map((one) => document(one, picture)).join('\n')}
${results.length === 0 ? '<p>There was nothing to shoot.</p>' : ''}
</main>
</body></html>
`;
}

function headline(runs: readonly VisualRun[]): string {
  const counts = countStatuses(runs.flatMap((run) => run.results));
  const bad = counts.failed + counts.error + counts.unstable + counts.rejected;
  if (bad > 0) return `Visual tests: ${bad === 1 ? '1 case needs' : `${bad} cases need`} a look`;
  if (counts.created > 0)
    return `Visual tests: ${counts.created} new ${counts.created === 1 ? 'picture waits' : 'pictures wait'}`;
  return runs.every(({ state }) => state === 'finished') ? 'Visual tests: passed' : 'Visual tests: broken off';
}

function facts(runs: readonly VisualRun[]): string {
  const results = runs.flatMap((run) => run.results);
  const browsers = [...new Set(results.map((result) => result.case.browser))];
  const shot = results.filter(({ skipped }) => !skipped).length;
  const [first] = runs;
  const documents = runs.length === 1 ? '1 document' : `${runs.length} documents`;
  return `${documents}, ${results.length} cases in ${browsers.join(', ') || 'no browser'}, ${shot} shot; ${first ? first.startedAt.slice(0, 16).replace('T', ' ') : ''} UTC`;
}

const filter = (id: string, label: string, count: number, checked: boolean): string =>
  `<label class="filter ${id}"><input type="radio" name="show" id="show-${id}"${checked ? ' checked' : ''}> ${label} <b>${count}</b></label>`;

const rank = (result: CaseResult) => statuses.indexOf(statusOf(result));

const document = ({ run, details }: TestedRun, picture: PicturePlace): string => `<section>
<h2>${escaped(run.path)}</h2>
<p class="dim">${escaped(run.documentId)}, content <code>${escaped(run.contentHash.slice(0, 20))}…</code></p>
${run.results
  .toSorted((left, right) => rank(left) - rank(right))
  .map((result) => caseSection(result, details(result.case.key), picture))
  .join('\n')}
</section>`;
