import { AsyncLocalStorage } from 'node:async_hooks';

/** What is being worked on, wherever in the server that is. */
export interface CurrentRequest {
  /** The one id by which log lines, audit entries, events and webhooks tell what belongs together; '' for none. */
  readonly correlation: string;
  /** The span in hand as W3C `traceparent`; '' without traces. */
  readonly traceparent: string;
  /** The span itself, for whoever makes spans. */
  readonly span: unknown;
}

const nothing: CurrentRequest = { correlation: '', traceparent: '', span: null };
const store = new AsyncLocalStorage<CurrentRequest>();

export const currentRequest = (): CurrentRequest => store.getStore() ?? nothing;

/** Whatever `run` begins, at once or later, is part of that request. */
export const within = <Value>(request: CurrentRequest, run: () => Value): Value => store.run(request, run);

/** A correlation id as clients send it: it stands in logs and headers, so it is short and plain. */
export const isCorrelation = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{7,99}$/.test(text);

/** By which systems that the server calls can tell what a call belongs to. */
export function correlationHeaders(): Readonly<Record<string, string>> {
  const { correlation, traceparent } = currentRequest();
  return { ...(correlation && { 'x-correlation-id': correlation }), ...(traceparent && { traceparent }) };
}
