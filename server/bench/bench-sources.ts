import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { randomOf } from '../testing/simulated-rollout.ts';

export interface BenchSources {
  /** What SOURCES_FILE holds. */
  readonly connections: object;
  close(): void;
}

/**
 * Where pages get their words. All of them are noisy: one answer in two hundred fails, one in twenty takes longer, and
 * now and then all do for a moment. Each on a port of its own, because whoever asks gives up a port that fails.
 */
export async function benchSources(seed: number): Promise<BenchSources> {
  const random = randomOf(seed);
  const words = JSON.stringify(['Ada', 'Grace', 'Edsger', 'Barbara']);
  const isRough = (): boolean => Math.floor(Date.now() / 1_000) % 13 === 0;
  const kinds = {
    fine: async () => {
      if (random() < (isRough() ? 0.25 : 0.05)) await after(20 + 60 * random());
      return random() < (isRough() ? 0.03 : 0.005) ? null : words;
    },
    slow: async () => {
      await after(200);
      return words;
    },
    failing: async () => null,
    empty: async () => '[]',
  };
  const servers = await Promise.all(
    Object.entries(kinds).map(async ([name, answer]) => {
      const server = createServer({ keepAlive: true }, async (_, response) => {
        const body = await answer();
        response.writeHead(body === null ? 500 : 200, { 'content-type': 'application/json' }).end(body ?? '{}');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return [name, server] as const;
    }),
  );
  const hostOf = (server: Server): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    connections: {
      hosts: servers.map(([, server]) => hostOf(server)),
      sources: Object.fromEntries(servers.map(([name, server]) => [name, { http: `http://${hostOf(server)}/` }])),
    },
    close() {
      for (const [, server] of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
