import type { Environment } from '../engine.ts';

/** Versions of the language data this process formats with (language.md 9.4). */
export function nodeEnvironment(): Environment {
  const { icu = '', cldr = '', tz = '' } = process.versions;
  return { icu, cldr, tz };
}
