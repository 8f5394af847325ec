import type { Severity } from './diagnostic.ts';

/** What a code means: its readable name (`family/name`), how bad it is, and the sentence for a person. */
export interface DiagnosticDefinition<P> {
  readonly name: `${string}/${string}`;
  readonly severity: Severity;
  readonly message: (params: P) => string;
}

/** Declares one code of the catalog. `P` holds what its message needs. */
export const diagnostic = <P = Readonly<Record<never, never>>>(
  definition: DiagnosticDefinition<P>,
): DiagnosticDefinition<P> => definition;

/** `"a", "b" or "c"`: alternatives in a message. */
export function oneOf(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
