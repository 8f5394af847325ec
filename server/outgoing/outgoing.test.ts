import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newExposition } from '../observability/prometheus.ts';
import { newOutgoing, type Outgoing, type OutgoingOptions } from './outgoing.ts';
import { writeOutgoing } from './outgoing-metrics.ts';
import { anywhere } from './reach.ts';
import type { NoAnswer, OutgoingRequest } from './send-once.ts';

async function answering(listener: RequestListener): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

let time = 0;
function client(options: Partial<OutgoingOptions> = {}): Outgoing {
  const outgoing = newOutgoing({ reach: anywhere, clock: () => time, pause: 1, ...options });
  onTestFinished(outgoing.close);
  return outgoing;
}

const patience = { connect: 60_000, firstByte: 60_000, whole: 60_000 };
const request = (url: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  url: new URL(url),
  method: 'GET',
  headers: {},
  patience,
  ...more,
});

async function text(outgoing: Outgoing, one: OutgoingRequest): Promise<string> {
  let whole = '';
  for await (const chunk of await outgoing.send(one)) whole += chunk;
  return whole;
}

const outcomes = (outgoing: Outgoing) => Object.fromEntries(outgoing.figures().targets[0]!.outcomes);

describe('asking others (P12)', () => {
  it('keeps connections for the next request, so many for one host and so many in all', async () => {
    const sockets = new Set<unknown>();
    const held: (() => void)[] = [];
    let isHeld = false;
    const { url } = await answering(({ socket }, response) => {
      sockets.add(socket);
      if (isHeld) held.push(() => response.end('x'));
      else response.end('x');
    });
    const outgoing = client({ pool: { idle: 2, idlePerHost: 3, perHost: 3, idleFor: 90_000 } });
    for (let at = 0; at < 4; at++) expect(await text(outgoing, request(url))).toBe('x');
    expect(sockets.size).toBe(1);
    isHeld = true;
    const many = Array.from({ length: 5 }, () => text(outgoing, request(url)));
    await expect.poll(() => held.length).toBe(3);
    expect(outgoing.figures().connections).toEqual({ open: 3, idle: 0, waiting: 2 });
    isHeld = false;
    for (const release of held) release();
    expect(await Promise.all(many)).toEqual(Array(5).fill('x'));
    await expect.poll(() => outgoing.figures().connections).toEqual({ open: 2, idle: 2, waiting: 0 });
  });

  it('asks again what is safe to ask again, and nothing else', async () => {
    let asked = 0;
    const { url } = await answering((_, response) => {
      asked += 1;
      if (asked % 3 === 0) response.end('there');
      else response.writeHead(503).end();
    });
    const outgoing = client();
    expect(await text(outgoing, request(url))).toBe('there');
    const change = await outgoing.send(request(url, { method: 'POST', body: '{}' }));
    change.resume();
    expect([change.statusCode, asked]).toEqual([503, 4]);
    const broken = await answering((incoming) => incoming.socket.destroy());
    const lost = outgoing.send(request(broken.url, { method: 'POST', body: '{}' }));
    await expect(lost).rejects.toMatchObject({ kind: 'broken', wasSent: true });
    await expect(outgoing.send(request(broken.url))).rejects.toMatchObject({ kind: 'broken' });
    expect(outgoing.figures().targets.map(({ retries }) => retries)).toEqual([2, 2]);
    expect(outcomes(outgoing)).toEqual({ '2xx': 1, '5xx': 3 });
  });

  it('stops waiting: for the first byte, and for the last', async () => {
    const silent = await answering(() => undefined);
    const outgoing = client();
    const short = { ...patience, firstByte: 20 };
    await expect(outgoing.send(request(silent.url, { patience: short }))).rejects.toMatchObject({
      kind: 'timeout',
      message: 'no answer within 20 ms',
    });
    const endless = await answering((_, response) => void response.write('x'));
    const slow = request(endless.url, { patience: { ...patience, whole: 50 } });
    await expect(text(outgoing, slow)).rejects.toMatchObject({ kind: 'timeout', message: 'no answer within 50 ms' });
    const leaving = new AbortController();
    const left = outgoing.send(request(silent.url, { gone: leaving.signal }));
    leaving.abort();
    await expect(left).rejects.toMatchObject({ kind: 'gone' });
    // Whoever left says nothing about the target.
    expect(outgoing.figures().targets[0]?.breaker.state).toBe('closed');
  });

  it('leaves a target alone that fails again and again, tries it after a pause, and shows it', async () => {
    let status = 500;
    const { url } = await answering((_, response) => void response.writeHead(status).end());
    const outgoing = client({ retries: 0 });
    const ask = async (): Promise<number | string> =>
      outgoing.send(request(url)).then(
        (answer) => {
          answer.resume();
          return answer.statusCode ?? 0;
        },
        ({ kind }: NoAnswer) => kind,
      );
    // A target that answers is there, even when it answers that it failed.
    for (let at = 0; at < 6; at++) expect(await ask()).toBe(500);
    status = 503;
    for (let at = 0; at < 5; at++) expect(await ask()).toBe(503);
    expect(await ask()).toBe('breaker');
    time += 5_000;
    status = 200;
    expect([await ask(), await ask()]).toEqual([200, 200]);
    const out = newExposition('x_');
    writeOutgoing(out, { sources: outgoing });
    const target = url.slice(0, -1);
    for (const line of [
      `x_outgoing_requests_total{use="sources",target="${target}",outcome="5xx"} 11`,
      `x_outgoing_requests_total{use="sources",target="${target}",outcome="breaker"} 1`,
      `x_outgoing_breaker{use="sources",target="${target}",state="closed"} 1`,
      `x_outgoing_breaker_opened_total{use="sources",target="${target}"} 1`,
      'x_outgoing_connections{use="sources",state="idle"}',
    ])
      expect(out.text()).toContain(line);
  });

  it('answers redirects as they are, and asks nobody who may not be asked', async () => {
    const { url } = await answering((_, response) => void response.writeHead(302, { location: '/elsewhere' }).end());
    const outgoing = client();
    const answer = await outgoing.send(request(url));
    answer.resume();
    expect(answer.statusCode).toBe(302);
    const careful = client({ reach: { ...anywhere, refusal: () => 'it is an internal address' } });
    await expect(careful.send(request(url))).rejects.toMatchObject({ kind: 'refused', wasSent: false });
    await expect(outgoing.send(request('http://127.0.0.1:1/'))).rejects.toMatchObject({
      kind: 'connect',
      wasSent: false,
    });
  });
});
