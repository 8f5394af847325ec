import type { DocumentEntry } from '#contract';
import type { Diagnostic, Position } from '#engine';

const weight = { error: 0, warning: 1, info: 2 } as const;

/** As the panel lists them: errors first, then by place. */
export const inOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted(
    (left, right) => weight[left.severity] - weight[right.severity] || comparePlace(startOf(left), startOf(right)),
  );

/** The problem after (or before) a place in the text, wrapping around; null when there is none with a place. */
export function nextProblem(diagnostics: readonly Diagnostic[], at: Position, direction: 1 | -1): Diagnostic | null {
  const placed = diagnostics
    .filter(({ range }) => range)
    .toSorted((left, right) => comparePlace(startOf(left), startOf(right)) * direction);
  return placed.find((problem) => comparePlace(startOf(problem), at) * direction > 0) ?? placed[0] ?? null;
}

/** Whether the problem stands in this file; problems without one stand in the document that was asked about. */
export const isIn = (path: string, { file }: Diagnostic): boolean => file === undefined || file === path;

/** The file a problem stands in: its own, that of the document it names, else the one that was asked about. */
export function fileOf(
  problem: Pick<Diagnostic, 'file' | 'document'>,
  path: string,
  documents: readonly DocumentEntry[],
): string {
  const id = problem.document?.replace(/@.*$/, '');
  return problem.file ?? documents.find((entry) => entry.id !== null && entry.id === id)?.path ?? path;
}

export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
}

export const countProblems = (diagnostics: readonly Diagnostic[]): ProblemCounts => ({
  errors: diagnostics.filter(({ severity }) => severity === 'error').length,
  warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
});

/** `1 error, 2 warnings`; `No problems`. */
export function describeCounts({ errors, warnings }: ProblemCounts): string {
  const parts = [plural(errors, 'error'), plural(warnings, 'warning')].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'No problems';
}

const plural = (count: number, word: string): string | null =>
  count === 0 ? null : `${count} ${word}${count === 1 ? '' : 's'}`;

const startOf = ({ range }: Diagnostic): Position => range?.start ?? { line: 1, column: 1 };

const comparePlace = (left: Position, right: Position): number => left.line - right.line || left.column - right.column;
