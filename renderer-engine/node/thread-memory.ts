import { totalmem } from 'node:os';

/**
 * Far more than the largest document the limits allow. V8 lets old objects pile up in proportion to this: with 512 the
 * same documents took a quarter more time, all of it collecting garbage.
 */
const megabytes = 2_048;

/**
 * Megabytes that a thread which compiles may use before it is ended: what is plenty, but never more than half of what
 * the machine or the container gives to this process, so that one document cannot take the whole of it down.
 */
export function threadMegabytes(
  available: number = Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, totalmem()),
): number {
  return Math.min(megabytes, Math.floor(available / 2 / 2 ** 20));
}
