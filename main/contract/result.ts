/** What the world answered: a value, or why not. Crosses processes as data; nothing is thrown across a boundary. */
export type Result<Value, Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Problem };

/** `code` is `area/name` and permanent; `message` says what happened, where, and what to do; `details` is for "Copy details". */
export interface Failure<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly details?: string;
}

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });

export const fail = <Code extends string>(
  code: Code,
  message: string,
  details?: string,
): { readonly ok: false; readonly failure: Failure<Code> } => ({
  ok: false,
  failure: details === undefined ? { code, message } : { code, message, details },
});
