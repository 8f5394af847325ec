import { canonical } from '../document/canonical.ts';
import type { JsonObject } from '../document/types.ts';

/** JSON for an attribute: canonical, and free of what HTML or a script parser could trip over. Starts with `{`. */
export const jsonForAttribute = (value: JsonObject): string =>
  canonical(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
