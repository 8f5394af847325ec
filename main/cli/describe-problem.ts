import type { Diagnostic } from '#engine';

/** One line as compilers write them: `file:line:column: error UI2002: message`. */
export function describeProblem(
  file: string,
  { severity, code, message, hint, range, ...diagnostic }: Diagnostic,
): string {
  const place = range ? `:${range.start.line}:${range.start.column}` : '';
  return `${diagnostic.file ?? file}${place}: ${severity} ${code}: ${message}${hint ? ` ${hint}` : ''}`;
}

/** Did any of these keep a document from being used? */
export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');
