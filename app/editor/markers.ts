import type { Diagnostic, Severity } from '#engine';
import { uriOf } from './document-uri.ts';
import { monaco } from './monaco.ts';
import { isIn } from './problems.ts';

const most = 500;
const severities: Readonly<Record<Severity, monaco.MarkerSeverity>> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

/** Underlines the problems of an open document in its text. */
export function setMarkers(path: string, diagnostics: readonly Diagnostic[]): void {
  const model = monaco.editor.getModel(uriOf(path));
  if (!model) return;
  const own = diagnostics.filter((diagnostic) => isIn(path, diagnostic)).slice(0, most);
  monaco.editor.setModelMarkers(model, 'engine', own.flatMap(toMarker));
}

/** Problems without a place are listed only: underlining something else would mislead. */
function toMarker({ code, message, hint, severity, range }: Diagnostic): monaco.editor.IMarkerData[] {
  if (!range) return [];
  const { start, end } = range;
  const marker = {
    code,
    source: 'engine',
    severity: severities[severity],
    message: hint ? `${message}\n${hint}` : message,
    startLineNumber: start.line,
    startColumn: start.column,
    endLineNumber: end.line,
    endColumn: end.column,
  };
  return [marker];
}
