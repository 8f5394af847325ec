import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ordersManifests, ordersPage } from '../testing/pages.ts';
import { publishingServer, temporaryServer } from '../testing/temporary-server.ts';
import { dropStalledReaders, mostInLine } from './stalled-readers.ts';

/** Asks so often for something that the answers do not fit into what the system keeps for a connection. */
function neverReading(url: string, path: string, times: number): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').pause();
  socket.on('error', () => {});
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(times));
  return socket;
}

/** More than a connection takes in before somebody reads: the same long answer over and over. */
async function longPage(environment: Record<string, string> = {}) {
  const { server, publish } = await publishingServer({ FIXTURES: 'on', ...environment });
  const page = JSON.parse(ordersPage()) as { tests: { fixtures: object } };
  const orders = Array.from({ length: 1_000 }, (_, at) => ({ id: `${at} ${'x'.repeat(800)}` }));
  page.tests.fixtures = { base: { params: { shop: 'rome' }, data: { orders } } };
  expect((await publish(JSON.stringify(page), { bundle: { manifests: ordersManifests } })).statusCode).toBe(200);
  return { server, path: '/shops/rome/orders?_fixture=base' };
}

describe('readers who do not read (D-26, D-32)', () => {
  it('are let go when nothing of their answers moves any more; who reads, and whose answer is being made, is not', async () => {
    const long = Buffer.alloc(16_000_000);
    const late: ServerResponse[] = [];
    const server = createServer(({ url }, response) => {
      if (url === '/long') return void response.end(long);
      late.push(response);
      server.emit('asked');
    });
    dropStalledReaders(server, 200);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const asked = once(server, 'asked');
    const working = fetch(`${url}/late`);
    await asked;
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const stalled = neverReading(url, '/long', 1);
    const [socket] = await connected;
    await once(socket, 'close');
    expect(socket.bytesWritten).toBeGreaterThan(0);
    late[0]?.end('at last');
    expect(await (await working).text()).toBe('at last');
    expect((await (await fetch(`${url}/long`)).arrayBuffer()).byteLength).toBe(long.length);
    stalled.destroy();
  });

  it('cannot keep the server from stopping', async () => {
    const { server, path } = await longPage({ SHUTDOWN_TIMEOUT_SECONDS: '4' });
    const socket = neverReading(server.url, path, mostInLine);
    await once(server.app.server, 'request');
    await server.close();
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
    socket.destroy();
  });

  it('cannot ask on and on before they have been answered', async () => {
    const { url } = await temporaryServer();
    const socket = neverReading(url, '/health/live', mostInLine * 10);
    socket.resume();
    let answers = '';
    socket.on('data', (chunk) => (answers += chunk));
    await once(socket, 'close');
    expect(answers.split('HTTP/1.1').length - 1).toBeLessThanOrEqual(mostInLine);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });
});
