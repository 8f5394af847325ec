import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';

export interface LogFileSettings {
  readonly file: string;
  /** Megabytes after which a new one begins. */
  readonly megabytes: number;
  readonly days: number;
  readonly most: number;
}

/**
 * A file for log lines. Once it is too large it is packed and put aside under the time it ended at; those that are too
 * many or too old go. A disk that takes no more costs log lines, not the server.
 */
export function openLogFile(
  { file, megabytes, days, most }: LogFileSettings,
  tell: (problem: string) => void,
): RotatingFileStream {
  const [name, path] = [basename(file), dirname(file)];
  removeOld(path, name, days);
  const stream = createStream(name, { path, size: `${megabytes}M`, maxFiles: most, compress: 'gzip', mode: 0o600 });
  let isTold = false;
  stream.on('error', ({ message }) => {
    if (!isTold) tell(`Log lines are lost: ${message}`);
    isTold = true;
  });
  stream.on('warning', ({ message }) => tell(`The log file: ${message}`));
  stream.on('rotated', () => removeOld(path, name, days));
  return stream;
}

/** Those that were put aside have the name behind the time they ended at. */
export function removeOld(path: string, name: string, days: number, now = Date.now()): void {
  try {
    for (const one of readdirSync(path)) {
      if (one === name || !one.includes(`-${name}`) || !/^\d{8}-\d{4}-\d+-/.test(one)) continue;
      if (now - statSync(join(path, one)).mtimeMs > days * 86_400_000) rmSync(join(path, one), { force: true });
    }
  } catch {
    // There is none yet, or somebody else removed it.
  }
}
