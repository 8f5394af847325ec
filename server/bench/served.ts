import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../config.ts';
import { ended, freePort, saying } from '../testing/processes.ts';
import { type ReleaseOptions, signedRelease, signingPair } from '../testing/signed-release.ts';

/** A server in a process of its own, as an operator starts it: limits, logs and metrics on. */
export interface Served {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Of the administrator. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds from the start of the process to its first word of being there. */
  readonly started: number;
  publish(text: string, options?: ReleaseOptions): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export const adminToken = 'bench-'.repeat(8);

/** On the first core, so that whoever asks has the other one. */
const onFirstCore = ['-c', '0', process.execPath];

export async function serve(environment: Environment = {}, program = '../start.ts'): Promise<Served> {
  const dataDir = await mkdtemp(join(tmpdir(), 'schema-studio-bench-'));
  const port = await freePort();
  const start = performance.now();
  const child = spawn('taskset', [...onFirstCore, fileURLToPath(new URL(program, import.meta.url))], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: dataDir,
      ADMIN_TOKEN: adminToken,
      WRITE_BURST: '10000',
      WRITES_PER_SECOND: '10000',
      API_BURST: '100000',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await saying(child, 'answers at');
  const started = performance.now() - start;
  const url = `http://127.0.0.1:${port}`;
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const person = signingPair();
  const post = async (path: string, body: unknown): Promise<void> => {
    const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  };
  let known = false;
  return {
    url,
    port,
    child,
    headers,
    started,
    async publish(text, options) {
      if (!known) await post('/api/v1/keys', { name: 'Ada', publicKey: person.pem });
      known = true;
      await post('/api/v1/releases', signedRelease(text, person, options));
    },
    async stop(signal = 'SIGTERM') {
      await ended(child, signal);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
