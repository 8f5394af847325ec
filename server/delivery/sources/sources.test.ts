import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { JsonObject } from '#engine';
import { newOutgoing } from '../../outgoing/outgoing.ts';
import { anywhere } from '../../outgoing/reach.ts';
import { patienceOf } from '../../outgoing/send-once.ts';
import { temporaryFolder } from '../../testing/temporary-server.ts';
import { askSource as askBy, makeCall as makeBy } from './ask.ts';
import { readConnections } from './connections.ts';
import { keepAnswers } from './kept-answers.ts';

async function backend(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let time = 0;
const outgoing = newOutgoing({ reach: anywhere, clock: () => time, pause: 1 });
afterAll(outgoing.close);
const asking = { outgoing, kept: keepAnswers(1_000, () => time) };
const askSource = (connection: Parameters<typeof askBy>[1], args: JsonObject, milliseconds: number) =>
  askBy(asking, connection, args, patienceOf(milliseconds));
const makeCall = (connection: Parameters<typeof makeBy>[1], args: JsonObject, milliseconds: number) =>
  makeBy(asking, connection, args, patienceOf(milliseconds));

const at = (url: string, headers = {}) => ({ kind: 'http', url, headers }) as const;

describe('askSource', () => {
  it('sends arguments as query and headers as configured', async () => {
    const url = await backend((request, response) =>
      response.end(JSON.stringify({ url: request.url, key: request.headers['x-key'] })),
    );
    const reply = await askSource(
      at(`${url}/orders?v=2`, { 'x-key': 'k' }),
      { page: 2, tags: ['a', 'b'], q: null },
      20_000,
    );
    expect(reply).toEqual({ ok: true, value: { url: '/orders?v=2&page=2&tags=a&tags=b', key: 'k' } });
  });

  it('takes no answer that nests without end', async () => {
    const url = await backend((_, response) => response.end(`${'['.repeat(100_000)}${']'.repeat(100_000)}`));
    expect(await askSource(at(url), {}, 20_000)).toMatchObject({
      failure: { status: 'invalid' },
      reason: 'the answer nests deeper than 256 levels',
    });
  });

  it.each([
    [404, 'notFound'],
    [403, 'forbidden'],
    [500, 'unavailable'],
  ])('status %i means %s', async (status, meaning) => {
    const url = await backend((_, response) => response.writeHead(status).end());
    expect(await askSource(at(url), {}, 20_000)).toMatchObject({ ok: false, failure: { status: meaning } });
  });

  it('does not follow a redirect', async () => {
    const other = await backend((_, response) => response.end('"secret"'));
    const url = await backend((_, response) => response.writeHead(302, { location: other }).end());
    expect(await askSource(at(url), {}, 20_000)).toMatchObject({ ok: false, failure: { status: 'unavailable' } });
  });

  it('gives up in time', async () => {
    const url = await backend(() => {});
    expect(await askSource(at(url), {}, 50)).toMatchObject({ ok: false, failure: { status: 'timeout' } });
  });

  it('takes neither garbage nor endless answers', async () => {
    const garbage = await backend((_, response) => response.end('<html>'));
    expect(await askSource(at(garbage), {}, 20_000)).toMatchObject({ failure: { status: 'invalid' } });
    const endless = await backend((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await askSource(at(endless), {}, 20_000)).toMatchObject({ failure: { status: 'invalid' } });
  });

  it('says so when nobody answers', async () => {
    expect(await askSource(at('http://127.0.0.1:1'), {}, 20_000)).toMatchObject({ failure: { status: 'unavailable' } });
  });

  it('reads a file anew each time', async () => {
    const path = join(await temporaryFolder(), 'orders.json');
    expect(await askSource({ kind: 'file', path }, {}, 20_000)).toMatchObject({ failure: { status: 'unavailable' } });
    writeFileSync(path, '{"total":1}');
    expect(await askSource({ kind: 'file', path }, {}, 20_000)).toEqual({ ok: true, value: { total: 1 } });
  });
});

describe('an earlier answer (P12)', () => {
  it('stands in for a source that is down, for as long as its connection says, and for nothing else', async () => {
    let status = 200;
    let asked = 0;
    const url = await backend((_, response) => {
      asked += 1;
      response.writeHead(status).end(`{"asked":${asked}}`);
    });
    const patient = { ...at(url), stale: 60 };
    const ask = (connection: Parameters<typeof askBy>[1] = patient, args: JsonObject = {}) =>
      askSource(connection, args, 20_000);
    expect(await ask()).toEqual({ ok: true, value: { asked: 1 } });
    status = 500;
    expect(await ask()).toEqual({ ok: true, value: { asked: 1 }, stale: 'status 500' });
    // Other arguments, other callers, other connections: other answers.
    for (const failing of [ask(patient, { page: 2 }), ask({ ...patient, headers: { key: 'k' } }), ask(at(url))])
      expect(await failing).toMatchObject({ ok: false });
    // What is gone or forbidden is so.
    for (const answer of [404, 403]) {
      status = answer;
      expect(await ask()).toMatchObject({ ok: false });
    }
    status = 500;
    time += 60_000;
    expect(await ask()).toMatchObject({ stale: 'status 500' });
    time += 1;
    expect(await ask()).toMatchObject({ ok: false });
    expect(asking.kept.used).toBe(2);
    status = 200;
    for (let page = 0; page < 50; page++) await ask(patient, { page });
    expect(asking.kept.bytes).toBeLessThanOrEqual(1_000);
  });
});

describe('makeCall', () => {
  it('posts the arguments as JSON', async () => {
    const url = await backend(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.end(JSON.stringify({ method: request.method, type: request.headers['content-type'], body }));
    });
    const reply = await makeCall(at(url), { id: 'A-1' }, 20_000);
    expect(reply).toEqual({ ok: true, value: { method: 'POST', type: 'application/json', body: '{"id":"A-1"}' } });
  });
});

describe('readConnections', () => {
  const read = async (content: object, environment = {}) => {
    const file = join(await temporaryFolder(), 'sources.json');
    writeFileSync(file, JSON.stringify(content));
    return readConnections(file, environment);
  };

  it('reads sources and calls, with secrets from the environment', async () => {
    const { sources, calls } = await read(
      {
        hosts: ['api.example'],
        sources: {
          orders: { http: 'https://api.example/o', headers: { authorization: 'env:KEY' } },
          local: { file: 'a.json' },
        },
        calls: { cancel: { http: 'https://api.example/c' } },
      },
      { KEY: 'secret' },
    );
    expect(sources.get('orders')).toMatchObject({ kind: 'http', headers: { authorization: 'secret' } });
    expect(sources.get('local')).toMatchObject({ kind: 'file', path: expect.stringMatching(/^\/.*a\.json$/) });
    expect(calls.get('cancel')).toMatchObject({ kind: 'http', url: 'https://api.example/c' });
  });

  it.each([
    ['a host that is not allowed', { sources: { a: { http: 'http://169.254.169.254/' } } }, 'not listed under "hosts"'],
    ['another protocol', { sources: { a: { http: 'file:///etc/passwd' } } }, 'http or https'],
    ['a missing secret', { hosts: ['x'], sources: { a: { http: 'http://x/', headers: { k: 'env:NONE' } } } }, 'NONE'],
    ['an unknown key', { source: {} }, 'additional properties'],
    ['a call to a file', { calls: { a: { file: 'x' } } }, '/calls/a'],
  ])('refuses %s', async (_, content, words) => {
    await expect(read(content)).rejects.toThrow(words);
  });

  it('says when the file is missing', () => {
    expect(() => readConnections('/nowhere/sources.json', {})).toThrow('cannot be read as JSON');
  });
});
