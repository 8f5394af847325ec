/** Types the language names (language.md 8.2) that this version of the engine does not have; whoever writes one is told so. */
export const laterTypes: ReadonlySet<string> = new Set(['Include']);
