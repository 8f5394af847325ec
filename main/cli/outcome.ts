import type { Failure } from '#contract';

/** What a command came to. Data goes to standard output, words for people to standard error. */
export interface Outcome {
  /** 0 fine, 1 findings, 2 could not run, 130 called off by Ctrl+C. */
  readonly exit: 0 | 1 | 2 | 130;
  /** For standard output: text as it is, anything else as JSON. */
  readonly data?: unknown;
  /** Lines for standard error. */
  readonly words?: readonly string[];
}

/** Failures that say something about the document or the version, rather than that the command could not work. */
const findings = new Set([
  'version/has-problems',
  'visual/has-problems',
  'review/has-problems',
  'review/visual-missing',
  'review/visual-failed',
  'review/visual-pending',
  'release/not-approved',
  'release/changed',
  'release/refused',
]);

/** Why a command did not do what it was asked. */
export function refused({ code, message, details }: Failure): Outcome {
  const failure = { code, message, ...(details !== undefined && { details }) };
  return { exit: findings.has(code) ? 1 : 2, data: { failure }, words: [message, ...(details ? [details] : [])] };
}

/**
 * Writes an outcome and sets the exit code. Only what was asked for reaches standard output: with `json` the data, else
 * the data that is text, a page or a program for the next program in a pipe.
 */
export function tell({ exit, data, words = [] }: Outcome, json: boolean): void {
  for (const line of json ? [] : words) process.stderr.write(`${line}\n`);
  if (typeof data === 'string') process.stdout.write(data);
  else if (json && data !== undefined) process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
  process.exitCode = exit;
}

/** What the system would not do, e.g. read a folder as a file; null for a mistake of ours. */
export function refusedBySystem(error: unknown): Outcome | null {
  if (!(error instanceof Error) || !('syscall' in error)) return null;
  const { code = '', path } = error as NodeJS.ErrnoException;
  const place = path === undefined ? 'A file' : `"${path}"`;
  return refused({ code: 'command/file', message: `${place} cannot be used: ${reasons[code] ?? code}.` });
}

const reasons: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder, where a file is needed',
  ENOTDIR: 'a file stands where a folder is needed',
  EEXIST: 'a file stands where a folder is needed',
  ENOENT: 'it is not there',
  ELOOP: 'its links lead in a circle',
  EACCES: 'you may not',
  EPERM: 'you may not',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
};

/** Standard output does not take more: a reader that saw enough is fine, a full disk is not. */
export function outputFailed({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') return;
  process.stderr.write(`The output could not be written (${code ?? message}). Make room, or write it elsewhere.\n`);
  process.exitCode = 2;
}
