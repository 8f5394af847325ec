import { connect } from 'node:net';
import fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refuseLate } from './late-turns.ts';

/** A server whose pages take 100 ms each by its own clock, and nothing else ever passes there. */
async function slowServer() {
  const clock = { now: 0 };
  const app = fastify();
  app.decorateRequest('refusal', '');
  refuseLate(app, { inWork: 0, most: 100 }, 250, () => clock.now);
  const page = async () => {
    clock.now += 100;
    return 'page';
  };
  app.get('/*', page);
  app.get('/api/v1/releases', page);
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  return { app, port: (app.server.address() as { port: number }).port };
}

/** So many requests on one connection, sent in one piece, so that they arrive together; the statuses of all answers. */
const together = (port: number, paths: readonly string[]): Promise<readonly number[]> =>
  new Promise((resolve, reject) => {
    let text = '';
    const last = paths.length - 1;
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        paths
          .map((path, at) => `GET ${path} HTTP/1.1\r\nHost: a\r\n${at === last ? 'Connection: close\r\n' : ''}\r\n`)
          .join(''),
      ),
    );
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.once('end', () => resolve([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status))));
    socket.once('error', reject);
  });

describe('visitors who come together (P5)', () => {
  it('are asked to come again once those before them have taken too long; the next ones are let in', async () => {
    const { port } = await slowServer();
    const six = Array.from({ length: 6 }, (_, at) => `/page/${at}`);
    for (const _ of [1, 2]) expect(await together(port, six)).toEqual([200, 200, 200, 503, 503, 503]);
  });

  it('wait when they use the API', async () => {
    const { port } = await slowServer();
    expect(
      await together(
        port,
        Array.from({ length: 6 }, () => '/api/v1/releases'),
      ),
    ).toEqual([200, 200, 200, 200, 200, 200]);
  });
});
