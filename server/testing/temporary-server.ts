import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { onTestFinished } from 'vitest';
import type { Environment } from '../config.ts';
import type { Connections } from '../delivery/sources/connections.ts';
import type { Judge } from '../rollout/judgement.ts';
import { startServer } from '../serve.ts';
import { type ReleaseOptions, type SigningPair, signedRelease, signingPair } from './signed-release.ts';

export interface TemporaryServer {
  readonly app: FastifyInstance;
  readonly url: string;
  readonly dataDir: string;
  /** Headers of the administrator. */
  readonly admin: { readonly authorization: string };
  /** Everything it logged so far. */
  log(): string;
  close(): Promise<void>;
}

/** Keeps what is to be done when whatever needs the server is over: a test, or a file of them. */
export type AtEnd = (end: () => void | Promise<void>) => void;

/** A real server on a free port, in a folder of its own; gone when the test is over. */
export async function temporaryServer(
  environment: Environment = {},
  now: () => Date = () => new Date(),
  atEnd: AtEnd = onTestFinished,
  connections?: Connections,
  judge?: Judge,
): Promise<TemporaryServer> {
  const dataDir = environment['DATA_DIR'] ?? (await temporaryFolder(atEnd));
  const lines: string[] = [];
  const logTo = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const server = await startServer({
    // Tests ask for much at once, on machines that have other things to do.
    environment: { PORT: '0', DATA_DIR: dataDir, PATIENCE_MILLISECONDS: '600000', ...environment },
    now,
    logTo,
    ...(connections && { connections }),
    ...(judge && { judge }),
  });
  atEnd(() => server.close());
  return {
    app: server.app,
    url: server.url,
    dataDir,
    admin: { authorization: `Bearer ${server.adminToken}` },
    log: () => lines.join(''),
    close: () => server.close(),
  };
}

/** Removed when the test is over. */
export async function temporaryFolder(atEnd: AtEnd = onTestFinished): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'schema-studio-server-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Publisher {
  readonly server: TemporaryServer;
  readonly person: SigningPair;
  publish(text: string, options?: ReleaseOptions, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
}

/** A temporary server with one person whose key it knows. */
export async function publishingServer(
  environment: Environment = {},
  now: () => Date = () => new Date(),
  atEnd: AtEnd = onTestFinished,
  connections?: Connections,
  judge?: Judge,
): Promise<Publisher> {
  const server = await temporaryServer(
    { WRITE_BURST: '1000', API_BURST: '10000', ...environment },
    now,
    atEnd,
    connections,
    judge,
  );
  const person = signingPair();
  await server.app.inject({
    method: 'POST',
    url: '/api/v1/keys',
    headers: server.admin,
    payload: { name: 'Ada', publicKey: person.pem },
  });
  return {
    server,
    person,
    publish: (text, options, headers = {}) =>
      server.app.inject({
        method: 'POST',
        url: '/api/v1/releases',
        headers: { ...server.admin, ...headers },
        payload: signedRelease(text, person, options),
      }),
  };
}
