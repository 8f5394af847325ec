import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { orderPage, ordersOf } from '../../renderer-engine/bench/order-page.ts';

/** The page of orders of the engine's benchmark, at `/orders`; `?_fixture=all` shows so many without asking anybody. */
export const ordersPage = (count: number): string =>
  JSON.stringify({
    ...orderPage,
    route: '/orders',
    access: 'public',
    tests: { fixtures: { all: { data: { orders: ordersOf(count) } } } },
  });

/** What its host offers. */
export const ordersBundle = {
  manifests: {
    sources: {
      sources: {
        'orders.all': {
          version: '1.0.0',
          args: { type: 'object' },
          result: orderPage.data?.['orders']?.schema,
          examples: [[]],
        },
      },
    },
  },
} as never;

export interface OrderService {
  readonly url: string;
  /** What SOURCES_FILE holds. */
  readonly connections: string;
  close(): void;
}

/** Where the orders come from: a service that answers from memory, for us and for whom we are compared with. */
export async function serveOrders(count: number): Promise<OrderService> {
  const body = JSON.stringify(ordersOf(count));
  const server = createServer({ keepAlive: true }, (_, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}/orders`;
  return {
    url,
    connections: JSON.stringify({ hosts: [host], sources: { 'orders.all': { http: url } } }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
