import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../server/serve.ts';

export interface TestServer {
  readonly url: string;
  readonly token: string;
  readonly dataDir: string;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/** A real production server on a free port, in a data folder of its own, which serves fixtures too. */
export async function launchServer(environment: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'studio-server-'));
  const server = await startServer({
    environment: {
      PORT: '0',
      DATA_DIR: dataDir,
      FIXTURES: 'on',
      LOG_LEVEL: 'silent',
      WRITE_BURST: '1000',
      API_BURST: '10000',
      ...environment,
    },
  });
  return {
    url: server.url,
    token: server.adminToken,
    dataDir,
    close: async () => {
      await server.close();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
