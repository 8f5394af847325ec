import { type ChildProcess, spawn } from 'node:child_process';
import { guarded } from '../guard.ts';

/** A screen nobody sees, on a display that was free. */
export interface Screen {
  /** As `DISPLAY` wants it, e.g. `:99`. */
  readonly display: string;
  close(): void;
}

const startTimeout = 10_000;

/** Starts Xvfb; a window may be larger than its screen. Rejects with a sentence when it does not start. */
export async function openScreen(executable: string): Promise<Screen> {
  const [program, args] = guarded(executable, [
    ...['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'],
  ]);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  try {
    return { display: `:${await printed(child)}`, close: () => void child.kill('SIGKILL') };
  } catch (problem) {
    child.kill('SIGKILL');
    throw problem;
  }
}

/** The number Xvfb writes once it accepts connections. */
const printed = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The screen for WebKit (Xvfb) did not start: ${why}.`));
    const timer = setTimeout(() => fail(`nothing heard of it in ${startTimeout / 1000} s`), startTimeout);
    child.once('error', ({ message }) => fail(message));
    child.once('exit', (code, signal) => fail(`it ended with ${signal ?? code}`));
    child.once('close', () => clearTimeout(timer));
    child.stdio[3]?.once('data', (number) => {
      clearTimeout(timer);
      resolve(String(number).trim());
    });
  });
