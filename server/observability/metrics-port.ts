import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contentType } from './metrics-route.ts';

export interface MetricsPort {
  readonly port: number;
  close(): Promise<void>;
}

/** `/metrics` on a port of its own, which only whoever collects them can reach; nobody needs a token there. */
export async function openMetricsPort(host: string, port: number, text: () => string): Promise<MetricsPort> {
  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 5_000, keepAliveTimeout: 60_000 },
    (request, reply) => {
      const isIt = request.method === 'GET' && request.url?.split('?', 1)[0] === '/metrics';
      const type = isIt ? contentType : 'text/plain; charset=utf-8';
      reply.writeHead(isIt ? 200 : 404, {
        'content-type': type,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      reply.end(isIt ? text() : 'Metrics are at /metrics.\n');
    },
  );
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
