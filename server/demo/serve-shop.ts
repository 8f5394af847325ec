import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '#engine';
import type { Connections } from '../delivery/sources/connections.ts';
import { openShop, type ShopAnswer } from './shop.ts';

export interface ServedShop {
  /** As a SOURCES_FILE would say it: where the sample project's sources and calls are, and what visitors may do. */
  readonly connections: Connections;
  close(): Promise<void>;
}

const sources = ['orders.search', 'orders.byCustomer', 'orders.revenueByDay', 'catalog.products', 'customers.byId'];
const calls = ['orders.create', 'orders.ship', 'orders.cancel', 'orders.export'];
/** Nobody can sign in to the demo, so whoever opens it may do everything there. */
const visitors = ['orders:read', 'orders:write'];

/** The demo shop as a program of its own would be there: behind HTTP, on a free port of this machine. */
export async function serveShop(now: () => Date = () => new Date()): Promise<ServedShop> {
  const shop = openShop(now);
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop.invalid');
    const args = request.method === 'POST' ? await readJson(request) : Object.fromEntries(searchParams);
    send(args === null ? { status: 400, json: {} } : shop.answer(pathname.slice(1), args));

    function send(answer: ShopAnswer): void {
      if ('json' in answer) {
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json));
        return;
      }
      const disposition = `attachment; filename="${answer.name}"`;
      response.writeHead(200, { 'content-type': answer.type, 'content-disposition': disposition }).end(answer.file);
    }
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const at = (names: readonly string[]) =>
    new Map(names.map((name) => [name, { kind: 'http', url: `${address}/${name}`, headers: {} } as const]));
  return {
    connections: { sources: at(sources), calls: at(calls), checks: new Map(), visitors: new Set(visitors) },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readJson(request: IncomingMessage): Promise<JsonObject | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}
