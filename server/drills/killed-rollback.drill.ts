import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import type { RolloutReport } from '../rollout/rollout.ts';
import { greetingPage } from '../testing/pages.ts';
import { ended, freePort, saying } from '../testing/processes.ts';
import { temporaryRedis } from '../testing/redis.ts';
import { type SigningPair, signedRelease, signingPair } from '../testing/signed-release.ts';
import { temporaryFolder } from '../testing/temporary-server.ts';
import type { Drill } from './drill.ts';

const rounds = 3;

/**
 * A server is killed while it takes a version back: after the decision is stored, and before it is done. Redis stops
 * answering at that moment, so that the server hangs between the two. Whoever comes next gives every visitor the version
 * before at once, freezes the rollout with both reasons, and takes it back when a person asks for it.
 */
export const drill: Drill = {
  name: 'killed-rollback',
  rows: ['P4'],
  async run(report) {
    const ends: (() => void | Promise<void>)[] = [];
    try {
      const redis = await temporaryRedis((end) => ends.push(end));
      const server = await serverIn(await temporaryFolder((end) => ends.push(end)), redis.url, (end) => ends.push(end));
      const person = signingPair();
      await server.api('POST', '/api/v1/keys', { name: 'Ada', publicKey: person.pem });
      await server.api('POST', '/api/v1/releases', signedRelease(greetingPage({ text: 'Stable' }), person));
      for (let round = 1; round <= rounds; round++) {
        const id = await watched(server, person, `2.${round}.0`);
        redis.freeze();
        const cut = server.api('POST', `/api/v1/rollouts/${id}/rollback`, { why: 'It is broken.' }).catch(() => null);
        // Without asking the server, which waits for Redis with every answer.
        await until(async () => server.stored(id) === 'undoing', 'undoing');
        await server.stop('SIGKILL');
        redis.thaw();
        await cut;
        await server.start();
        must((await server.shown()) === 'Stable', 'A visitor got the version that was being taken back.');
        await until(async () => (await server.read(id)).state === 'frozen', 'frozen');
        const { failure, undoFailure } = await server.read(id);
        must(failure === 'It is broken.' && undoFailure !== null, `Not both reasons: ${failure}, ${undoFailure}`);
        await server.api('POST', `/api/v1/rollouts/${id}/rollback`, { why: 'Once more.' });
        must((await server.read(id)).state === 'rolled-back', 'It could not be taken back.');
        must((await server.shown()) === 'Stable', 'A visitor got the version that was taken back.');
        report(`round ${round} of ${rounds}: killed, frozen with both reasons, taken back`);
      }
    } finally {
      for (const end of ends.reverse()) await end();
    }
  },
};

/** A version that everybody has and that is watched; its rollout. */
async function watched(server: Server, person: SigningPair, version: string): Promise<string> {
  const release = signedRelease(greetingPage({ text: 'Candidate', version }), person);
  const { versionHash } = await server.api('POST', '/api/v1/releases', { ...release, live: false });
  const about = { documentId: 'acme/greeting', channel: 'production', candidate: versionHash, why: 'A drill' };
  const strategy = { kind: 'canary', interval: 3_600 };
  const { id } = await server.api('POST', '/api/v1/rollouts', { ...about, strategy }, { 'if-match': '*' });
  await until(async () => (await server.read(id)).state === 'running', 'running');
  const headers = { 'if-match': `"${(await server.read(id)).epoch}"` };
  await server.api('POST', `/api/v1/rollouts/${id}/promote`, { why: 'A drill', to: 'all' }, headers);
  await until(async () => (await server.shown()) === 'Candidate', 'shown');
  return id;
}

interface Server {
  api(method: string, path: string, body?: object, headers?: object): Promise<{ versionHash: string; id: string }>;
  read(id: string): Promise<RolloutReport>;
  shown(): Promise<string>;
  /** Its state as the file has it. */
  stored(id: string): string;
  start(): Promise<void>;
  stop(signal: 'SIGKILL'): Promise<void>;
}

async function serverIn(folder: string, redis: string, atEnd: (end: () => Promise<void>) => unknown): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const ADMIN_TOKEN = randomBytes(32).toString('base64url');
  const env = {
    ADMIN_TOKEN,
    DATA_DIR: folder,
    REDIS_URL: redis,
    PORT: `${port}`,
    LOG_LEVEL: 'silent',
    API_BURST: '1000000',
    WRITE_BURST: '1000',
  };
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [join(import.meta.dirname, '../start.ts')], {
      env: { PATH: process.env['PATH'], ...env },
    });
    await saying(child, 'answers at');
  };
  const stop = async (signal: 'SIGKILL'): Promise<void> => void (child && (await ended(child, signal)));
  atEnd(() => stop('SIGKILL'));
  await start();
  const ask = async (method: string, path: string, body?: object, headers: object = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    must(answer.ok, `${method} ${path} answered ${answer.status}: ${text}`);
    return text;
  };
  return {
    api: async (...request) => JSON.parse(await ask(...request)),
    read: async (id) => JSON.parse(await ask('GET', `/api/v1/rollouts/${id}`)),
    shown: async () => />([^<]*)<\/h1>/.exec(await ask('GET', '/greeting'))?.[1] ?? '',
    stored(id) {
      const database = new SqliteDatabase(join(folder, 'server.db'), { readonly: true });
      const row = database.prepare('SELECT state FROM rollout WHERE id = ?').get(id) as { state: string };
      database.close();
      return row.state;
    },
    start,
    stop,
  };
}

function must(holds: boolean, problem: string): void {
  if (!holds) throw new Error(problem);
}

/** A minute for what takes a moment. */
async function until(is: () => Promise<boolean>, what: string): Promise<void> {
  for (let at = 0; at < 600; at++) {
    if (await is()) return;
    await after(100);
  }
  throw new Error(`It never was ${what}.`);
}
