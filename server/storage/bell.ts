/**
 * Port: tells the other servers on the same database to look into the outbox. A ring may get lost, so nobody relies on
 * it: it only saves the wait until they look by themselves.
 */
export interface Bell {
  ring(): Promise<void>;
  /** Hears the others, and itself. */
  onRing(heard: () => void): void;
  close(): Promise<void>;
}
