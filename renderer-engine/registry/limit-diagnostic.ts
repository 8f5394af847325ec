import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RenderLimitError } from '../stages/6-render/render-error.ts';

/** A render that went over a limit, told like any other mistake of the author. */
export const limitDiagnostic = ({ code, message }: RenderLimitError): Diagnostic => ({
  code,
  name: 'limit/exceeded',
  severity: 'error',
  message,
  pointer: '',
  docs: `https://schema-studio.dev/e/${code}`,
});
