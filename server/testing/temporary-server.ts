import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import type { Environment } from '../config.ts';
import { startServer } from '../serve.ts';

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

/** A real server on a free port, in a folder of its own; gone when the test is over. */
export async function temporaryServer(
  environment: Environment = {},
  now: () => Date = () => new Date(),
): Promise<TemporaryServer> {
  const dataDir = environment['DATA_DIR'] ?? (await temporaryFolder());
  const lines: string[] = [];
  const logTo = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const server = await startServer({ environment: { PORT: '0', DATA_DIR: dataDir, ...environment }, now, logTo });
  onTestFinished(() => server.close());
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
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'schema-studio-server-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
