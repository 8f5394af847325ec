import type { Failure, Result } from '#contract';

/** The value of a result that must be fine. */
export function valueFrom<Value>(result: Result<Value, Failure>): Value {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.details ?? ''}`);
}

/** The failure of a result that must have failed. */
export function failureFrom<Problem>(result: Result<unknown, Problem>): Problem {
  if (!result.ok) return result.failure;
  throw new Error(`Expected a failure, got ${JSON.stringify(result.value).slice(0, 200)}`);
}
