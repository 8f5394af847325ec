import type { Json } from '../../document/types.ts';

/** What a value is, as sentences of a render call it. */
export const kindOf = (value: Json): string =>
  Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'a map'
      : typeof value === 'string'
        ? 'text'
        : `a ${typeof value}`;
