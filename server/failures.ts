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
  'request/in-work': 409,
  'request/key-reused': 422,
  'request/unconditional': 428,
  'request/not-private': 403,
  'request/too-many': 429,
  'server/failed': 500,
  'server/busy': 503,
  'server/database-away': 503,
  'server/storage': 507,
  'diagnosis/in-work': 409,
  'auth/missing': 401,
  'auth/invalid': 401,
  'auth/forbidden': 403,
  'auth/wrong': 401,
  'auth/wrong-code': 401,
  'auth/code-needed': 401,
  'auth/reused': 401,
  'auth/second-factor': 403,
  'auth/wait': 429,
  'auth/not-private': 403,
  'csrf/elsewhere': 403,
  'csrf/missing': 403,
  'csrf/expired': 403,
  'csrf/foreign': 403,
  'person/not-found': 404,
  'person/taken': 409,
  'person/last-admin': 409,
  'password/weak': 422,
  'factor/taken': 409,
  'factor/not-found': 404,
  'factor/wrong-code': 422,
  'token-key/not-found': 404,
  'key/invalid': 400,
  'key/not-found': 404,
  'key/taken': 409,
  'key/unproven': 403,
  'token/not-found': 404,
  'approval/forged': 403,
  'approval/foreign': 403,
  'approval/outdated': 409,
  'approval/too-few': 409,
  'release/forged': 403,
  'release/foreign': 403,
  'release/bundle-mismatch': 409,
  'release/has-problems': 422,
  'release/not-a-page': 422,
  'release/too-heavy': 422,
  'release/moved': 412,
  'release/not-found': 404,
  'route/taken': 409,
  'rollout/not-found': 404,
  'rollout/open': 409,
  'rollout/other-route': 409,
  'rollout/nothing-live': 409,
  'rollout/live-already': 409,
  'rollout/not-now': 409,
  'rollout/moved': 412,
  'rollout/stuck': 500,
  'webhook/not-found': 404,
  'webhook/refused': 422,
  'webhook/too-many': 409,
  'letter/not-found': 404,
} as const;

export type FailureCode = keyof typeof statuses;

/** What a client is told: what happened and what to do, and nothing internal. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  /** More lines for people, e.g. the problems of a document. */
  readonly details?: readonly string[];
  /** Seconds to wait before trying again; sent as `Retry-After` too. */
  readonly retryAfter?: number;
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

/** Nothing is wrong with the request; it came too soon. */
export const wait = (
  code: 'auth/wait' | 'server/busy',
  milliseconds: number,
  message: (seconds: number) => string,
): { readonly ok: false; readonly failure: Failure } => {
  const retryAfter = Math.max(1, Math.ceil(milliseconds / 1_000));
  return { ok: false, failure: { code, message: message(retryAfter), retryAfter } };
};
