import {
  type AccessibilityFinding,
  type CaseResult,
  differencesOf,
  excuseSentence,
  facetsOf,
  failureWord,
  type NodeChange,
} from '#contract';
import type { CaseDetails } from './case-details.ts';
import { type CaseStatus, statusOf } from './case-rows.ts';
import { escaped } from './escape.ts';

/** Where a picture lies, below the page; null: it could not be had. */
export type PicturePlace = (hash: string) => string | null;

/** Each status as a sign and a word, so that color alone says nothing. */
export const signs: Readonly<Record<CaseStatus, readonly [sign: string, word: string]>> = {
  failed: ['✕', 'Failed'],
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

/** One case of the report, open where it needs a look. */
export function caseSection(result: CaseResult, details: CaseDetails, picture: PicturePlace): string {
  const status = statusOf(result);
  const { message, reason, excuse, decision, changes, newFindings, broken, startedAt } = result;
  const needsLook = status !== 'passed' && status !== 'unchanged' && status !== 'accepted';
  const [sign, word] = signs[status];
  const title = status === 'failed' ? failureWord(differencesOf(result)) : word;
  const paragraphs = [
    message,
    // An excuse says its reason itself.
    excuse ? excuseSentence(excuse, new Date(startedAt)) : reason === null ? null : `${word}: ${reason}`,
    decision === 'accepted' && !reason ? 'A person accepted it: this is the baseline from here on.' : null,
  ].filter((sentence) => sentence !== null && sentence !== '');
  return `<details class="case" data-status="${status}" id="${escaped(result.case.key)}"${needsLook ? ' open' : ''}>
<summary><span class="badge ${status}">${sign} ${title}</span> <b>${escaped(result.case.name)}</b>
<span class="dim">${escaped(conditionsOf(result.case))}</span></summary>
${paragraphs.map((sentence) => `<p>${escaped(sentence ?? '')}</p>`).join('\n')}
${expectedOf(broken)}
${changesOf(changes)}
${findingsOf(newFindings, status === 'created' || status === 'accepted' ? 'What is wrong' : 'What is wrong now')}
${linesOf('What assistive technology hears', details.heard)}
${linesOf('HTML of the page', details.markup)}
${knownOf(details.knownFindings)}
${pictures(result, picture)}
</details>`;
}

/** Browser first, because it is what most matrices vary; a viewport with its size. */
function conditionsOf(visualCase: CaseResult['case']): string {
  const { name, width, height, dpr } = visualCase.viewport;
  const size = `${width} × ${height}${dpr === 1 ? '' : ` at ${dpr}×`}`;
  const [viewport, browser, ...others] = facetsOf(visualCase).map(({ words }) => words);
  return [browser, viewport === `${width}x${height}` ? size : `${name} (${size})`, ...others].join(' · ');
}

/** What the case expects and is not so: accepting its picture does not make it so. */
function expectedOf(broken: CaseResult['broken']): string {
  if (broken.length === 0) return '';
  const rows = broken.map(
    ({ node, message }) => `<tr><td><code>${escaped(node ?? '')}</code></td><td>${escaped(message)}</td></tr>`,
  );
  return `<table><thead><tr><th>Node</th><th>Not as the case expects</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
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
  const folded = `<details class="folded"><summary>${followed} moved or grew because of these</summary>${table(changes.filter(({ cause }) => cause !== null))}</details>`;
  return `${causes.length > 0 ? table(causes) : ''}${followers > 0 ? folded : ''}`;
}

/** Rules of accessibility that are broken, and where. */
function findingsOf(findings: readonly AccessibilityFinding[], title: string): string {
  if (findings.length === 0) return '';
  const rows = findings.map(
    ({ rule, impact, node, target, message }) =>
      `<tr><td><code>${escaped(node ?? target)}</code></td><td>${escaped(rule)}, ${impact}</td><td>${escaped(message)}</td></tr>`,
  );
  return `<table><thead><tr><th>Node</th><th>Accessibility</th><th>${title}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** What is known does not count, and is there for those who want to mend it. */
function knownOf(findings: readonly AccessibilityFinding[]): string {
  if (findings.length === 0) return '';
  const count = findings.length === 1 ? '1 known finding' : `${findings.length} known findings`;
  return `<details class="folded"><summary>${count} of accessibility, which ${findings.length === 1 ? 'does' : 'do'} not count</summary>${findingsOf(findings, 'What is wrong')}</details>`;
}

/** What is no longer so, and what is instead. */
function linesOf(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const line = (text: string) => {
    if (text === '@@') return '<span class="dim">…</span>';
    const kind = text.startsWith('-') ? 'del' : text.startsWith('+') ? 'ins' : 'span';
    return `<${kind}>${escaped(text)}</${kind}>`;
  };
  return `<figure class="lines"><figcaption>${title}</figcaption><pre tabindex="0">${lines.map(line).join('')}</pre></figure>`;
}

function pictures({ baseline, shot, difference, verdict }: CaseResult, picture: PicturePlace): string {
  const isEqual = difference === null && (verdict !== 'failed' || shot === baseline);
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
