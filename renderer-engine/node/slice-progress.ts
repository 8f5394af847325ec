/** Memory that two threads share: how many tasks of a slice have begun, and for each of them whether it is called off. */
export type SharedProgress = SharedArrayBuffer;

/** Tasks a slice may have. */
export const mostInSlice = 32;

export const newSharedProgress = (): SharedProgress => new SharedArrayBuffer(4 * (1 + mostInSlice));

export const clearProgress = (shared: SharedProgress): void => void new Int32Array(shared).fill(0);

/** The side of the thread that works: false when the task was called off before. */
export function begin(shared: SharedProgress, at: number): boolean {
  const cells = new Int32Array(shared);
  Atomics.store(cells, 0, at + 1);
  return Atomics.load(cells, 1 + at) === 0;
}

/** The side that waits: which task is in hand; null before the first one. */
export function inHand(shared: SharedProgress): number | null {
  const begun = Atomics.load(new Int32Array(shared), 0);
  return begun === 0 ? null : begun - 1;
}

/** The side that waits. A task that is not in hand afterwards never begins, unless it is over already. */
export const callOff = (shared: SharedProgress, at: number): void =>
  void Atomics.store(new Int32Array(shared), 1 + at, 1);
