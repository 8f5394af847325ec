/** What a long command listens to. */
export interface CalledOff {
  /** Aborted by the first Ctrl+C; a second one ends the process as usual. */
  readonly signal: AbortSignal;
  callOff(): void;
  done(): void;
}

export function untilCalledOff(): CalledOff {
  const controller = new AbortController();
  const callOff = (): void => controller.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, callOff);
  return {
    signal: controller.signal,
    callOff,
    done() {
      for (const signal of signals) process.off(signal, callOff);
    },
  };
}
