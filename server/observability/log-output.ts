import { type DestinationStream, destination } from 'pino';

/** Bytes that wait to be written together, for a second at most: a write for each request would cost more than many pages. */
const together = 32_768;
const longest = 1_000;

/** Standard output for log lines. What waits is written when the process ends. */
export function logOutput(): DestinationStream {
  const output = destination({
    dest: 1,
    sync: true,
    minLength: together,
    maxWrite: 2 * together,
    periodicFlush: longest,
    // Texts are measured anew with each line.
    contentMode: 'buffer',
  });
  return { write: (line) => output.write(Buffer.from(line) as never) };
}
