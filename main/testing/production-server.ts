import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { shippedFolder } from '../host/shipped.ts';
import { freePort } from '../host/web/free-port.ts';
import { temporaryFolder } from './folders.ts';

export interface ProductionServer {
  readonly url: string;
  readonly token: string;
  readonly stop: () => Promise<void>;
}

/** The real server as a process of its own, on a free port and in a folder of its own; gone when the test, or what `atEnd` says, ends. */
export async function productionServer(
  given: Readonly<Record<string, string>> = {},
  atEnd: (end: () => void | Promise<void>) => void = onTestFinished,
): Promise<ProductionServer> {
  const dataDir = temporaryFolder(atEnd);
  const port = await freePort(0);
  // Not ours as a whole: the test runner's own variables are not meant for a server.
  const environment = {
    PATH: process.env['PATH'],
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    FIXTURES: 'on',
    LOG_LEVEL: 'silent',
    ...given,
  };
  const child = spawn(process.execPath, [join(shippedFolder('server'), 'start.ts')], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = () => stopped(child);
  atEnd(stop);
  const url = await announced(child);
  return { url, token: readFileSync(join(dataDir, 'admin-token'), 'utf8').trim(), stop };
}

function announced(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
      const url = /answers at (http:\S+)\./.exec(said)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', () => reject(new Error(said)));
  });
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
