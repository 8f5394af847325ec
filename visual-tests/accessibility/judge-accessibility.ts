import type { IgnoredRule } from '../types/case.ts';
import type { AccessibilityFinding } from '../types/shot.ts';
import { withoutAddresses } from './heard.ts';

export interface Heard {
  readonly aria: string | null;
  /** Null: nobody looked. */
  readonly findings: readonly AccessibilityFinding[] | null;
}

export interface JudgingOptions {
  readonly ignore: readonly IgnoredRule[];
  /** From which moment on an ignored rule may count again. */
  readonly now: Date;
  /** Nodes of the approved page are masked since: they are no longer heard, and that alone is no difference. */
  readonly silenced?: boolean;
}

export interface AccessibilityJudgement {
  /** Findings the approved page did not have. */
  readonly newFindings: readonly AccessibilityFinding[];
  /** What assistive technology hears is another text. */
  readonly isHeardDifferently: boolean;
  /** Why the case fails; empty when it does not. */
  readonly sentences: readonly string[];
}

/**
 * What is less accessible than in the approved page. Only what is new counts: known findings were accepted with the
 * picture. Where one of the two was never looked at, nothing can be said to be new.
 */
export function judgeAccessibility(
  before: Heard,
  after: Heard,
  { ignore, now, silenced = false }: JudgingOptions,
): AccessibilityJudgement {
  const newFindings = before.findings && after.findings ? unknownIn(before.findings, after.findings, ignore, now) : [];
  const [older, newer] = [before.aria, after.aria].map((aria) => (aria === null ? null : withoutAddresses(aria)));
  const isHeardDifferently =
    older != null && newer != null && older !== newer && !(silenced && isPartOf(newer.split('\n'), older.split('\n')));
  const sentences = [
    isHeardDifferently ? explainHeard(older, newer) : null,
    newFindings.length > 0 ? explainFindings(newFindings) : null,
  ];
  return { newFindings, isHeardDifferently, sentences: sentences.filter((sentence) => sentence !== null) };
}

/** Findings that count: without those the document gives a reason for, as long as that holds. */
export const counted = (
  findings: readonly AccessibilityFinding[],
  ignore: readonly IgnoredRule[],
  now: Date,
): readonly AccessibilityFinding[] =>
  findings.filter(
    ({ rule, node }) =>
      !ignore.some(
        (one) =>
          one.rule === rule &&
          one.node === withoutIndex(node) &&
          (one.until === null || Date.parse(one.until) > now.getTime()),
      ),
  );

/** One more row with the same mistake is no new mistake; the same mistake in another node is. */
function unknownIn(
  before: readonly AccessibilityFinding[],
  after: readonly AccessibilityFinding[],
  ignore: readonly IgnoredRule[],
  now: Date,
): readonly AccessibilityFinding[] {
  const place = ({ rule, node, target }: AccessibilityFinding) => `${rule}\n${withoutIndex(node) ?? target}`;
  const known = new Set(before.map(place));
  return counted(after, ignore, now).filter((finding) => !known.has(place(finding)));
}

const withoutIndex = (node: string | null): string | null => node?.replace(/#\d+$/, '') ?? null;

/** Whether lines are among others, in their order. */
function isPartOf(lines: readonly string[], others: readonly string[]): boolean {
  let at = 0;
  for (const line of others) if (line === lines[at]) at++;
  return at === lines.length;
}

function explainHeard(before: string, after: string): string {
  const [older, newer] = [before.split('\n'), after.split('\n')];
  const gone = without(older, newer);
  const come = without(newer, older);
  const example = come[0] ?? gone[0];
  // Without the sign of a list that every line begins with.
  const heard = example?.trim().replace(/^- /, '').slice(0, 80).trim();
  const shown = heard ? ` (${come[0] ? 'now' : 'no longer'}: ${heard})` : '';
  const lines = Math.max(gone.length, come.length, 1);
  return `Assistive technology hears ${lines === 1 ? 'one line' : `${lines} lines`} differently${shown}.`;
}

function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}

function explainFindings(findings: readonly AccessibilityFinding[]): string {
  const [first] = findings;
  const place = first?.node ? ` at "${first.node}"` : '';
  const more = findings.length > 1 ? ` and ${findings.length - 1} more` : '';
  return `Less accessible than before: ${first?.rule}${place}${more}.`;
}
