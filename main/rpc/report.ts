import { randomUUID } from 'node:crypto';
import { type Failure, fail } from '#contract';
import { storeFailure } from '../store/store-failure.ts';

/** Where our own mistakes go: standard error, or a log file. */
export type Report = (line: string) => void;

export const toStandardError: Report = (line) => {
  process.stderr.write(`${line}\n`);
};

/**
 * What a caller is told when a handler threw. A database that is locked, full or damaged is the world's doing and says
 * so; everything else is our mistake: logged in full under an id, and only the id leaves.
 */
export function incident(
  report: Report,
  name: string,
  error: unknown,
): {
  readonly ok: false;
  readonly failure: Failure<'internal/error' | 'project/unreadable' | 'project/unwritable'>;
} {
  const world = storeFailure(error);
  if (world) return { ok: false, failure: world };
  const id = randomUUID();
  report(`${id} ${name} ${error instanceof Error ? error.stack : String(error)}`);
  return fail(
    'internal/error',
    'Something went wrong inside Schema Studio. Your document is untouched; try again.',
    id,
  );
}
