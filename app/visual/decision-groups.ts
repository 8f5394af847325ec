import { type CaseResult, differencesOf, failureWord, type NodeChange } from '#contract';

/** Results that show the same change, to be decided at once. */
export interface DecisionGroup {
  /** What is the same in all of them; steady for one run. */
  readonly id: string;
  /** What changed, as a phrase. */
  readonly title: string;
  /** The ones that differ most from the rest come first: they are what a person should look at. */
  readonly results: readonly CaseResult[];
}

/**
 * Puts results with the same change together: the same nodes changed in the same way. Viewports, themes and browsers
 * may differ, and with them measures, colors, and what merely moved along; a case in which any other node changed
 * by itself is never in the same group. Without nodes to go by, only equal marks at equal sizes are the same change.
 * Smaller groups come first: an outlier is what is easily overlooked.
 */
export function groupDecisions(results: readonly CaseResult[]): readonly DecisionGroup[] {
  const groups = new Map<string, CaseResult[]>();
  for (const result of results) {
    const id = fingerprint(result);
    const known = groups.get(id);
    if (known) known.push(result);
    else groups.set(id, [result]);
  }
  return [...groups]
    .map(([id, members]) => ({ id, title: titleOf(members[0]!), results: outliersFirst(members) }))
    .toSorted((left, right) => left.results.length - right.results.length);
}

/** Equal for results that show the same change, whatever viewport, theme or browser they are of. */
export function fingerprint(result: CaseResult): string {
  const { verdict, changes, clusters, changedPixels } = result;
  const base = [verdict, ...heard(result)];
  if (verdict !== 'failed') return JSON.stringify([...base, result.case.name]);
  const differences = differencesOf(result);
  // What could not be compared is like nothing else; what is only heard, or only found, like what is heard the same.
  if (differences.length === 0) return JSON.stringify([...base, result.case.key]);
  if (!differences.includes('pixels')) {
    const { aria, baselineAria, html, baselineHtml } = result;
    return JSON.stringify([...base, result.case.name, baselineAria, aria, baselineHtml, html]);
  }
  const causes = changes.filter(({ cause }) => cause === null);
  if (causes.length > 0) {
    const marks = causes.map((change) => [change.node, change.kind, essence(change)].join('\n'));
    return JSON.stringify([...base, ...new Set(marks.toSorted())]);
  }
  const { name, viewport } = result.case;
  const marks = clusters.map(({ box: [, , width, height], changedPixels: changed }) =>
    [width, height, changed].join(' '),
  );
  // Without nodes nothing tells that two places are the same one: only a case of the same name and width may be.
  return JSON.stringify([...base, name, viewport.width, changedPixels, ...marks]);
}

/** Rules broken anew, and what the case expects and is not so, belong to the change as well. */
const heard = ({ newFindings, broken }: CaseResult): readonly string[] => [
  ...newFindings.map(({ rule, node }) => `${rule} ${node ?? ''}`).toSorted(),
  ...broken.map(({ node, message }) => `${node ?? ''} ${message}`),
];

const measured = new Set<NodeChange['kind']>(['moved', 'resized', 'repainted']);

/**
 * What a change is without its measures: lengths, colors, counts, and where it went differ between viewports and
 * themes; what stands in quotes is content and stays.
 */
function essence({ kind, message }: NodeChange): string {
  if (measured.has(kind)) return '';
  const said = kind === 'text' ? /^It said "(.*?)" and says "(.*?)" now\./.exec(message) : null;
  if (said) return JSON.stringify(differing(said[1]!.split(' '), said[2]!.split(' ')));
  return message
    .split(/("[^"]*")/)
    .map((part, index) => (index % 2 === 1 ? part : withoutMeasures(part)))
    .join('')
    .trim();
}

/** The words that differ: what stands around them is data, and another in every fixture. */
function differing(before: readonly string[], after: readonly string[]): readonly [string, string] {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const part = (words: readonly string[]) => words.slice(start, words.length - end).join(' ');
  return [part(before), part(after)];
}

const withoutMeasures = (part: string): string =>
  part
    .replaceAll(/It was [\d.,]+ × [^"]*? now\./g, '')
    .replaceAll(/It moved [^"]*?\.(?=\s|$)/g, '')
    .replaceAll(colors, 'color')
    .replaceAll(measures, '0');

const colors = /#[0-9a-f]{3,8}\b|(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\([^)]*\)/gi;
const measures = /[-−+]?\d[\d,.]*(?:\s?(?:px|%|rem|em))?/g;

function outliersFirst(results: readonly CaseResult[]): readonly CaseResult[] {
  const ratios = results.map(({ changedRatio }) => changedRatio).toSorted((left, right) => left - right);
  const usual = ratios[Math.floor(ratios.length / 2)] ?? 0;
  const distance = ({ changedRatio }: CaseResult) => Math.abs(changedRatio - usual);
  return results.toSorted((left, right) => distance(right) - distance(left));
}

const words: Readonly<Record<NodeChange['kind'], string>> = {
  added: 'added',
  removed: 'removed',
  text: 'says something else',
  restyled: 'looks different',
  resized: 'has another size',
  moved: 'moved',
  repainted: 'is painted differently',
};

/** HTML stays what it is. */
const inSentence = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

function titleOf(result: CaseResult): string {
  const {
    verdict,
    changes,
    case: { name },
  } = result;
  if (verdict === 'created') return `${name}: first picture`;
  const differences = differencesOf(result);
  if (differences.includes('expected') || !differences.includes('pixels'))
    return `${name}: ${inSentence(failureWord(differences))}`;
  const causes = changes.filter(({ cause }) => cause === null);
  const [first] = causes;
  if (!first) return `${name}: pixels changed`;
  const more = causes.length > 1 ? `, and ${causes.length - 1} more` : '';
  const said = first.kind === 'text' ? /^It said "(.*?)" and says "(.*?)" now\./.exec(first.message) : null;
  const [, now] = said ? differing(said[1]!.split(' '), said[2]!.split(' ')) : [];
  if (now) return `${first.node} says “${now}”${more}`;
  return `${first.node} ${words[first.kind]}${more}`;
}
