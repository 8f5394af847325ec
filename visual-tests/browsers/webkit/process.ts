import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guarded } from '../guard.ts';

/** A driver program that speaks WebDriver on a port of the loopback, alone in a group of processes. */
export interface DriverProcess {
  /** `http://127.0.0.1:43210` */
  readonly endpoint: string;
  /** Resolves when it ended, whatever the reason. */
  readonly ended: Promise<void>;
  isRunning(): boolean;
  /** Ends it, the browser below it and what they have written. */
  close(): Promise<void>;
}

export interface DriverOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Path below its home → text. */
  readonly files: Readonly<Record<string, string>>;
  readonly args?: (port: number) => readonly string[];
}

const startTimeout = 20_000;

/** Starts a driver with a home folder of its own, in which `files` lie. Rejects with a sentence when it does not start. */
export async function startDriver(
  program: string,
  { env, files, args = (port) => [`--port=${port}`] }: DriverOptions,
): Promise<DriverProcess> {
  const home = await mkdtemp(join(tmpdir(), 'studio-webkit-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(home, path, '..'), { recursive: true });
    await writeFile(join(home, path), text);
  }
  const port = await freePort();
  const [command, line] = guarded(program, args(port));
  const child = spawn(command, line, {
    stdio: 'ignore',
    detached: true,
    env: { PATH: process.env['PATH'] ?? '', HOME: home, ...homeFolders(home), ...env },
  });
  let running = true;
  let why = '';
  const ended = new Promise<void>((resolve) => {
    const end = (reason: string) => {
      running = false;
      why ||= reason;
      resolve();
    };
    child.once('error', ({ message }) => end(message));
    child.once('exit', (code, signal) => end(`it ended with ${signal ?? code}`));
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const close = async () => {
    killGroup(child.pid);
    if (child.pid !== undefined) await ended;
    await rm(home, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
  };
  const giveUpAt = performance.now() + startTimeout;
  while (!(await answers(endpoint))) {
    if (running && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 15));
    else {
      await close();
      throw new Error(`${program} did not start: ${why || `it does not answer within ${startTimeout / 1000} s`}.`);
    }
  }
  return { endpoint, ended, isRunning: () => running, close };
}

/** The driver and its browser, which has no other way to learn that nobody needs it any more. */
function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // They are gone already.
  }
}

const answers = (endpoint: string): Promise<boolean> =>
  fetch(`${endpoint}/status`, { signal: AbortSignal.timeout(1_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Another program may take it before the driver does; then the driver ends, and says so. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

const homeFolders = (home: string) => ({
  XDG_CONFIG_HOME: join(home, 'config'),
  XDG_CACHE_HOME: join(home, 'cache'),
  XDG_DATA_HOME: join(home, 'data'),
  XDG_RUNTIME_DIR: home,
});
