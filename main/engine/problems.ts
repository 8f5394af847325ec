import type { Diagnostic } from '#engine';

/** The first error of a document and how many more there are, as one sentence. */
export function problemSentence(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return 'The document has nothing to show.';
  const place = first.range ? `Line ${first.range.start.line}: ` : '';
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : '';
  return `${place}${first.message}${more}`;
}
