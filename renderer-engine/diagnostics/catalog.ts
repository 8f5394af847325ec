import { accessibilityDiagnostics } from './accessibility.ts';
import { dataDiagnostics } from './data.ts';
import type { DiagnosticDefinition } from './define.ts';
import { expressionDiagnostics } from './expressions.ts';
import { jsonDiagnostics } from './json.ts';
import { referenceDiagnostics } from './references.ts';
import { runtimeDiagnostics } from './runtime.ts';
import { structureDiagnostics } from './structure.ts';
import { styleDiagnostics } from './style.ts';
import { versionDiagnostics } from './versions.ts';

/**
 * Every diagnostic the engine can raise, by its permanent code (language.md 11). One file per family; each code has a
 * sample in `samples/diagnostics` that triggers it.
 */
export const catalog = {
  ...jsonDiagnostics,
  ...structureDiagnostics,
  ...referenceDiagnostics,
  ...expressionDiagnostics,
  ...dataDiagnostics,
  ...styleDiagnostics,
  ...accessibilityDiagnostics,
  ...versionDiagnostics,
  ...runtimeDiagnostics,
};

/** `UI1001` … of the catalog. */
export type DiagnosticCode = keyof typeof catalog;

/** What the message of a code needs. */
export type DiagnosticParams<C extends DiagnosticCode> =
  (typeof catalog)[C] extends DiagnosticDefinition<infer P> ? P : never;
