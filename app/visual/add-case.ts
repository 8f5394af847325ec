import { applyEdits, modify, parse } from 'jsonc-parser';
import type { CoverageProposal } from '#contract';
import type { Desk } from '../state/StudioContext.tsx';

/** Writes a case into the tests block of an open document, as one edit. Answers whether the document is open. */
export function addCase({ editing }: Pick<Desk, 'editing'>, path: string, wanted: CoverageProposal['case']): boolean {
  const text = editing.textOf(path);
  if (text === null) return false;
  editing.replaceText(path, withCase(text, wanted));
  return true;
}

/** A document with one more case at the end of its tests; all else stays as it is written. */
export function withCase(text: string, wanted: CoverageProposal['case']): string {
  const cases: unknown = parse(text)?.tests?.cases;
  const at = Array.isArray(cases) ? ['tests', 'cases', -1] : ['tests', 'cases'];
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };
  return applyEdits(text, modify(text, at, Array.isArray(cases) ? wanted : [wanted], { formattingOptions }));
}
