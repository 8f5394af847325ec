import type { CaseResult, NodeChange, VisualRun } from '#contract';
import { type CaseStatus, countStatuses, statuses, statusOf } from './case-rows.ts';
import { escaped } from './escape.ts';
import { reportStyle } from './report-style.ts';

/** Where a picture lies, below the page; null: it could not be had. */
export type PicturePlace = (hash: string) => string | null;

/** Each status as a sign and a word, so that color alone says nothing. */
const signs: Readonly<Record<CaseStatus, readonly [sign: string, word: string]>> = {
  failed: ['✕', 'Changed'],
  error: ['!', 'Error'],
  unstable: ['≈', 'Unstable'],
  rejected: ['✕', 'Rejected'],
  created: ['+', 'New'],
  quarantined: ['‖', 'Quarantined'],
  tolerated: ['~', 'Tolerated'],
  flaky: ['≈', 'Flaky'],
  accepted: ['✓', 'Accepted'],
  passed: ['✓', 'Passed'],
  unchanged: ['=', 'Not shot again'],
};

/** Runs as one HTML page that needs no script; pictures lie beside it. */
export function reportPage(runs: readonly VisualRun[], picture: PicturePlace): string {
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
${runs.map((run) => document(run, picture)).join('\n')}
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

const document = ({ path, documentId, contentHash, results }: VisualRun, picture: PicturePlace): string => `<section>
<h2>${escaped(path)}</h2>
<p class="dim">${escaped(documentId)}, content <code>${escaped(contentHash.slice(0, 20))}…</code></p>
${results
  .toSorted((left, right) => rank(left) - rank(right))
  .map((result) => one(result, picture))
  .join('\n')}
</section>`;

function one(result: CaseResult, picture: PicturePlace): string {
  const status = statusOf(result);
  const { name, viewport, browser, theme, locale, scheme, key } = result.case;
  const needsLook = status !== 'passed' && status !== 'unchanged' && status !== 'accepted';
  const [sign, word] = signs[status];
  const size = `${viewport.width} × ${viewport.height}${viewport.dpr === 1 ? '' : ` at ${viewport.dpr}×`}`;
  const summary = `<span class="badge ${status}">${sign} ${word}</span> <b>${escaped(name)}</b>
<span class="dim">${escaped([browser, viewport.name === `${viewport.width}x${viewport.height}` ? size : `${viewport.name} (${size})`, theme, locale, scheme].join(' · '))}</span>`;
  return `<details class="case" data-status="${status}" id="${escaped(key)}"${needsLook ? ' open' : ''}>
<summary>${summary}</summary>
${result.message ? `<p>${escaped(result.message)}</p>` : ''}
${result.reason ? `<p>${word}: ${escaped(result.reason)}</p>` : ''}
${changesOf(result.changes)}
${findingsOf(result.newFindings)}
${pictures(result, picture)}
</details>`;
}

/** Causes first; what only moved because of another is folded under it. */
function changesOf(changes: readonly NodeChange[]): string {
  if (changes.length === 0) return '';
  const causes = changes.filter(({ cause }) => cause === null);
  const row = ({ node, kind, message }: NodeChange) =>
    `<tr><td><code>${escaped(node)}</code></td><td>${kind}</td><td>${escaped(message)}</td></tr>`;
  const table = (rows: readonly NodeChange[]) =>
    `<table><thead><tr><th>Node</th><th>Change</th><th>What it was and is</th></tr></thead><tbody>${rows.map(row).join('')}</tbody></table>`;
  const followers = changes.length - causes.length;
  const followed = followers === 1 ? '1 node' : `${followers} nodes`;
  const folded = `<details class="followers"><summary>${followed} moved or grew because of these</summary>${table(changes.filter(({ cause }) => cause !== null))}</details>`;
  return `${causes.length > 0 ? table(causes) : ''}${followers > 0 ? folded : ''}`;
}

/** What became less accessible. */
function findingsOf(findings: CaseResult['newFindings']): string {
  if (findings.length === 0) return '';
  const rows = findings.map(
    ({ rule, impact, node, target, message }) =>
      `<tr><td><code>${escaped(node ?? target)}</code></td><td>${escaped(rule)}, ${impact}</td><td>${escaped(message)}</td></tr>`,
  );
  return `<table><thead><tr><th>Node</th><th>Accessibility</th><th>What is wrong now</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function pictures({ baseline, shot, difference, verdict }: CaseResult, picture: PicturePlace): string {
  const isEqual = difference === null && verdict !== 'failed';
  const shown = isEqual
    ? { [baseline === null ? 'New' : 'Picture']: shot ?? baseline }
    : { Baseline: baseline, New: shot, Difference: difference };
  const figures = Object.entries(shown).flatMap(([title, hash]) => (hash === null ? [] : figure(title, picture(hash))));
  return figures.length === 0 ? '' : `<div class="pictures">${figures.join('')}</div>`;
}

const figure = (title: string, place: string | null): string =>
  place === null
    ? `<figure><figcaption>${title}</figcaption><p class="dim">This picture is gone or damaged.</p></figure>`
    : `<figure><figcaption>${title}</figcaption><a href="${escaped(place)}"><img loading="lazy" alt="${title}" src="${escaped(place)}"></a></figure>`;
