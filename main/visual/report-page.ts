import type { CaseResult, VisualRun } from '#contract';

/** Runs, each as `reportRun` wrote it, as one HTML file that needs nothing else. */
export const reportPage = (runs: readonly string[]): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Visual tests</title>
<style>body{font:14px/1.5 system-ui;margin:24px;max-width:1400px}.pictures{display:flex;gap:12px;align-items:start}figure{margin:0;flex:1}img{max-width:100%;border:1px solid #ccc}h2{font-size:18px}h3{font-size:15px}</style></head>
<body><h1>Visual tests</h1>
${runs.join('\n')}
</body></html>
`;

/** One run for `reportPage`: verdicts, messages, and its pictures written into it. */
export function reportRun(run: VisualRun, picture: (hash: string) => Uint8Array | null): string {
  const show = (title: string, hash: string | null) => {
    const bytes = hash ? picture(hash) : null;
    return bytes
      ? `<figure><figcaption>${title}</figcaption><img alt="${title}" src="data:image/png;base64,${Buffer.from(bytes).toString('base64')}"></figure>`
      : '';
  };
  const section = (result: CaseResult) => `<section>
<h3>${escaped(result.case.key)}</h3>
<p><strong>${result.verdict}${result.decision ? `, ${result.decision}` : ''}</strong> ${escaped(result.message ?? '')}
${result.changedPixels} changed pixels, ${result.allowedPixels} allowed, ${result.milliseconds} ms</p>
<div class="pictures">${show('Baseline', result.baseline)}${show('New', result.shot)}${show('Difference', result.difference)}</div>
</section>`;
  return `<h2>${escaped(run.documentId)}: ${run.verdict ?? run.state}</h2>
<p>${escaped(run.startedAt)} to ${escaped(run.endedAt ?? '')}, content ${escaped(run.contentHash)}</p>
${run.results.map(section).join('\n')}`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
