import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../config.ts';
import { ended, freePort, saying } from '../testing/processes.ts';
import { type ReleaseOptions, signedRelease, signingPair } from '../testing/signed-release.ts';

/** A server in a process of its own. */
export interface Served {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Milliseconds from the start of the process until it says that it is there. */
  readonly started: number;
  /** Megabytes that are resident now. */
  resident(): number;
  stop(): Promise<void>;
}

/** On the first core, so that whoever asks has the other one; what we are compared with, too. */
export async function serveProgram(program: string, environment: Environment): Promise<Served> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(
    'taskset',
    ['-c', '0', process.execPath, '--expose-gc', fileURLToPath(new URL(program, import.meta.url))],
    {
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: String(port), ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  await saying(child, 'answers at');
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    child,
    started: performance.now() - start,
    resident: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024,
    stop: () => ended(child, 'SIGTERM'),
  };
}

/** Our server as an operator starts it: limits, logs and metrics on. */
export interface OurServer extends Served {
  readonly headers: Readonly<Record<string, string>>;
  /** Resolves to when it was answered. */
  publish(text: string, options?: ReleaseOptions): Promise<number>;
  /** A figure of `/metrics` by its name with labels, without prefix; 0 for none. */
  figure(name: string): Promise<number>;
}

const adminToken = 'bench-'.repeat(8);
const person = signingPair();

/** `files`: contents of files by the variable that names them. */
export async function serveOurs(
  environment: Environment = {},
  files: Readonly<Record<string, string>> = {},
): Promise<OurServer> {
  const folder = await mkdtemp(join(tmpdir(), 'schema-studio-bench-'));
  const paths = Object.fromEntries(Object.keys(files).map((name) => [name, join(folder, name)]));
  for (const [name, path] of Object.entries(paths)) await writeFile(path, files[name]!);
  const server = await serveProgram('../start.ts', {
    DATA_DIR: join(folder, 'data'),
    ADMIN_TOKEN: adminToken,
    WRITE_BURST: '10000',
    WRITES_PER_SECOND: '10000',
    API_BURST: '100000',
    ...paths,
    ...environment,
  });
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const post = async (path: string, body: unknown): Promise<void> => {
    const reply = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  };
  let isKnown = false;
  return {
    ...server,
    headers,
    async publish(text, options) {
      if (!isKnown) await post('/api/v1/keys', { name: 'Ada', publicKey: person.pem });
      isKnown = true;
      const release = signedRelease(text, person, options);
      await post('/api/v1/releases', release);
      return performance.now();
    },
    async figure(name) {
      const text = await (await fetch(`${server.url}/metrics`, { headers })).text();
      const line = text.split('\n').find((one) => one.startsWith(`schema_studio_${name} `));
      return Number(line?.split(' ').at(-1) ?? 0);
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
