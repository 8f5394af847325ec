import { fail, ok, type Result } from '../failures.ts';

/** What must still be live for a change to be made; each is the hash of a version. */
export type Precondition =
  | { readonly kind: 'none' }
  /** Something, whatever it is. */
  | { readonly kind: 'any' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'one-of'; readonly hashes: readonly string[] };

/** `If-Match` and `If-None-Match` as a change takes them. */
export interface PreconditionHeaders {
  readonly 'if-match'?: string;
  readonly 'if-none-match'?: string;
}

/** Their JSON Schema. */
export const preconditionHeaders = {
  'if-match': { type: 'string', maxLength: 2_000 },
  'if-none-match': { type: 'string', maxLength: 2_000 },
};

/** `If-Match: "<hash>"` or `*`: this, or anything, is live. `If-None-Match: *`: nothing is. */
export function readPrecondition(headers: PreconditionHeaders): Result<Precondition> {
  const { 'if-match': match, 'if-none-match': none } = headers;
  if (match !== undefined && none !== undefined) return unclear;
  if (none !== undefined) return none.trim() === '*' ? ok({ kind: 'nothing' }) : unclear;
  if (match === undefined) return ok({ kind: 'none' });
  if (match.trim() === '*') return ok({ kind: 'any' });
  const tags = match.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => /^(?:W\/)?"[\x21\x23-\x7e]*"$/.test(tag))) return unclear;
  // A weak tag never matches for a change (RFC 9110 13.1.1).
  const hashes = tags.filter((tag) => tag.startsWith('"')).map((tag) => tag.slice(1, -1));
  return ok({ kind: 'one-of', hashes });
}

/** Whether it holds; `live`: the version that is live, null for none. */
export function isMet(precondition: Precondition, live: string | null): boolean {
  switch (precondition.kind) {
    case 'none':
      return true;
    case 'any':
      return live !== null;
    case 'nothing':
      return live === null;
    case 'one-of':
      return live !== null && precondition.hashes.includes(live);
  }
}

const unclear = fail(
  'request/invalid',
  'Send either If-Match with the hash of the live version in quotes, or "If-None-Match: *" when nothing is live yet.',
);
