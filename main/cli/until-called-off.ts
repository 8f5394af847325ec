/** What a long command listens to. */
export interface CalledOff {
  /** Aborted by the first Ctrl+C; another one later ends the process at once. */
  readonly signal: AbortSignal;
  callOff(): void;
  done(): void;
}

/** One Ctrl+C may arrive several times: from the terminal, and from those who started this process. */
const oneSignal = 500;

export function untilCalledOff(): CalledOff {
  const controller = new AbortController();
  let since = 0;
  const callOff = (): void => {
    if (!controller.signal.aborted) since = performance.now();
    controller.abort();
  };
  const signaled = (): void => {
    if (controller.signal.aborted && performance.now() - since > oneSignal) process.exit(130);
    callOff();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, signaled);
  return {
    signal: controller.signal,
    callOff,
    done() {
      for (const signal of signals) process.off(signal, signaled);
    },
  };
}
