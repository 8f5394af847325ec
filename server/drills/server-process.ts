import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ended, freePort, saying } from '../testing/processes.ts';
import { signingPair } from '../testing/signed-release.ts';
import { type AtEnd, temporaryFolder } from '../testing/temporary-server.ts';

/** A server in a process of its own, as an operator starts it. */
export interface ServerProcess {
  readonly url: string;
  readonly dataDir: string;
  /** Whether it has been started and not stopped since. */
  isUp(): boolean;
  /** Ends it, at once with SIGKILL; its exit code. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** With the same port and folder. */
  start(): Promise<void>;
}

/** What servers that share a database have in common, and no limits in the way. */
export const shared = (): Readonly<Record<string, string>> => ({
  ADMIN_TOKEN: randomBytes(32).toString('base64url'),
  SECRETS_KEY: randomBytes(32).toString('base64'),
  API_PER_HOUR: '100000000',
  API_BURST: '1000000',
  WRITES_PER_SECOND: '10000',
  WRITE_BURST: '10000',
  READS_PER_SECOND: '100000',
  READ_BURST: '100000',
});

export async function serverProcess(
  environment: Readonly<Record<string, string>>,
  atEnd: AtEnd,
): Promise<ServerProcess> {
  const port = await freePort();
  const dataDir = await temporaryFolder(atEnd);
  const env = { PATH: process.env['PATH'], LOG_LEVEL: 'silent', PORT: `${port}`, DATA_DIR: dataDir, ...environment };
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const next = spawn(process.execPath, [join(import.meta.dirname, '../start.ts')], { env });
    await saying(next, 'answers at');
    child = next;
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    const last = child;
    child = null;
    if (last) await ended(last, signal);
    return last?.exitCode ?? null;
  };
  atEnd(async () => void (await stop('SIGKILL')));
  await start();
  return { url: `http://127.0.0.1:${port}`, dataDir, isUp: () => child !== null, start, stop };
}

export const adminHeaders = ({ ADMIN_TOKEN }: Readonly<Record<string, string>>) => ({
  authorization: `Bearer ${ADMIN_TOKEN}`,
  'content-type': 'application/json',
});

/** A person whose approvals the servers accept. */
export async function approver(url: string, headers: Readonly<Record<string, string>>) {
  const person = signingPair();
  const body = JSON.stringify({ name: 'Ada', publicKey: person.pem });
  const reply = await fetch(`${url}/api/v1/keys`, { method: 'POST', headers, body });
  if (reply.status !== 201) throw new Error(`The key was not taken: ${await reply.text()}`);
  return person;
}
