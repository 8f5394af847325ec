import type { Still } from '../finding.ts';
import type { Baseline } from '../types/baseline.ts';
import type { RunPorts } from '../types/run.ts';

/** Where the HTML of a page is not the accepted one, as sentences; none where nobody expects it to stay the same. */
export async function explainHtml(
  baseline: Pick<Baseline, 'html'>,
  { html }: Pick<Still, 'html'>,
  { pictures }: Pick<RunPorts, 'pictures'>,
): Promise<readonly string[]> {
  if (html === null) return [];
  if (baseline.html === null) return ['Nobody has accepted its HTML yet.'];
  const bytes = await pictures.get(baseline.html).catch(() => null);
  if (!bytes) return ['The accepted HTML is gone or damaged; accept the new one to replace it.'];
  const before = new TextDecoder().decode(bytes);
  return before === html ? [] : [sentenceOf(before.split('\n'), html.split('\n'))];
}

function sentenceOf(before: readonly string[], after: readonly string[]): string {
  const at = after.findIndex((line, index) => line !== before[index]);
  const first = at < 0 ? after.length : at;
  const fewer = Math.min(before.length, after.length);
  let same = 0;
  while (same < fewer - first && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  const count = Math.max(before.length, after.length) - first - same;
  const lines = count === 1 ? 'one line' : `${count} lines`;
  return `Its HTML differs from the accepted one in ${lines}, first in line ${first + 1}: ${quoted(before[first])} is ${quoted(after[first])} now.`;
}

const quoted = (line = ''): string => {
  const text = line.trim();
  return text === '' ? 'nothing' : `\`${text.length > 160 ? `${text.slice(0, 160)}…` : text}\``;
};
