import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ended, freePort, saying } from './processes.ts';
import { findService } from './programs.ts';
import { type AtEnd, temporaryFolder } from './temporary-server.ts';

export interface TemporaryRedis {
  readonly url: string;
  /** Ends at once, as if the machine had failed; what it held is gone. */
  kill(): Promise<void>;
  /** Stops answering without ending, until it is continued. */
  freeze(): void;
  thaw(): void;
  /** Empty, on the same port. */
  start(): Promise<void>;
}

/** A real Redis on a free port, in memory only; gone when the tests of the file are over. */
export async function temporaryRedis(atEnd: AtEnd): Promise<TemporaryRedis> {
  const folder = await temporaryFolder(atEnd);
  const port = await freePort();
  let server = await started(folder, port);
  atEnd(() => ended(server, 'SIGKILL'));
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => ended(server, 'SIGKILL'),
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    async start() {
      server = await started(folder, port);
    },
  };
}

async function started(folder: string, port: number): Promise<ChildProcess> {
  const programs = findService('redis');
  if (programs === null) throw new Error('Redis is not installed: run "node scripts/setup-services.ts".');
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const server = spawn(join(programs, 'redis-server'), settings, { stdio: ['ignore', 'pipe', 'pipe'] });
  await saying(server, 'Ready to accept connections');
  return server;
}
