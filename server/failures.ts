/**
 * Every way a request can be refused, with its HTTP status. Codes are permanent and never reused; clients switch on
 * them, people read the message.
 */
export const statuses = {
  'request/invalid': 400,
  'request/too-deep': 400,
  'request/not-found': 404,
  'request/too-large': 413,
  'request/content-type': 415,
  'request/key-reused': 422,
  'request/too-many': 429,
  'server/failed': 500,
  'server/busy': 503,
  'server/database-away': 503,
  'server/storage': 507,
  'auth/missing': 401,
  'auth/invalid': 401,
  'auth/forbidden': 403,
  'key/invalid': 400,
  'key/not-found': 404,
  'key/taken': 409,
  'token/not-found': 404,
  'approval/forged': 403,
  'approval/foreign': 403,
  'approval/outdated': 409,
  'release/forged': 403,
  'release/foreign': 403,
  'release/bundle-mismatch': 409,
  'release/has-problems': 422,
  'release/not-a-page': 422,
  'release/too-heavy': 422,
  'release/not-found': 404,
  'route/taken': 409,
} as const;

export type FailureCode = keyof typeof statuses;

/** What a client is told: what happened and what to do, and nothing internal. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  /** More lines for people, e.g. the problems of a document. */
  readonly details?: readonly string[];
}

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });

export const fail = (
  code: FailureCode,
  message: string,
  details?: readonly string[],
): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure: details === undefined ? { code, message } : { code, message, details },
});
