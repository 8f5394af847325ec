import { type CurrentRequest, currentRequest, within } from './current-request.ts';

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A piece of work that is under way. */
export interface Span {
  set(attributes: SpanAttributes): void;
  /** Says that it failed, and why. */
  fail(reason: string): void;
}

/** Where the server's pieces of work become spans of a trace. */
export interface Tracing {
  /** A piece of work within the one in hand; it ends when `run` has, or what `run` promises. */
  span<Value>(name: string, attributes: SpanAttributes, run: (span: Span) => Value): Value;
  /** The same as part of a trace that began elsewhere, by its W3C `traceparent`; '' begins a new one. */
  resume<Value>(from: Resumed, name: string, attributes: SpanAttributes, run: (span: Span) => Value): Value;
  /** A span that whoever asks for it ends; `request` is what goes on within it. */
  begin(from: Resumed, name: string, attributes: SpanAttributes): Begun;
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}

export interface Resumed {
  readonly correlation: string;
  readonly traceparent: string;
}

export interface Begun {
  readonly request: CurrentRequest;
  readonly span: Span;
  end(): void;
}

const noSpan: Span = { set: () => undefined, fail: () => undefined };

/** Where nobody collects traces: costs nothing and keeps correlation ids. */
export const noTracing: Tracing = {
  span: (_name, _attributes, run) => run(noSpan),
  resume: (from, _name, _attributes, run) => within({ ...from, span: null }, () => run(noSpan)),
  begin: (from) => ({ request: { ...from, span: null }, span: noSpan, end: () => undefined }),
  close: async () => undefined,
};

/** Ends a piece of work once it has, whichever way it ends. */
export function ending<Value>(run: () => Value, ended: (error?: unknown) => void): Value {
  let value: Value;
  try {
    value = run();
  } catch (error) {
    ended(error ?? new Error('It failed.'));
    throw error;
  }
  if (!(value instanceof Promise)) {
    ended();
    return value;
  }
  value.then(
    () => ended(),
    (error: unknown) => ended(error ?? new Error('It failed.')),
  );
  return value;
}

/** What is in hand now, for whoever goes on with it later. */
export const toResume = (): Resumed => {
  const { correlation, traceparent } = currentRequest();
  return { correlation, traceparent };
};
