/** Keeps callers from waiting for something that does not answer anyway. */
export interface Breaker {
  /** False while it is open; one caller at a time may try after the pause. */
  mayTry(): boolean;
  succeeded(): void;
  failed(): void;
  readonly state: 'closed' | 'open' | 'half-open';
  /** Times it opened. */
  readonly opened: number;
}

export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Milliseconds until somebody may try again. */
  readonly pause: number;
  readonly clock: () => number;
}

export function newBreaker({ failures, pause, clock }: BreakerOptions): Breaker {
  let inARow = 0;
  let opened = 0;
  /** When it opened last, or somebody tried since; null while it is closed. */
  let since: number | null = null;
  const isOver = (): boolean => since !== null && clock() - since >= pause;
  return {
    mayTry() {
      if (since === null) return true;
      if (!isOver()) return false;
      since = clock();
      return true;
    },
    succeeded() {
      inARow = 0;
      since = null;
    },
    failed() {
      inARow += 1;
      if (inARow < failures) return;
      if (since === null) opened += 1;
      since = clock();
    },
    get state() {
      if (since === null) return 'closed';
      return isOver() ? 'half-open' : 'open';
    },
    get opened() {
      return opened;
    },
  };
}
