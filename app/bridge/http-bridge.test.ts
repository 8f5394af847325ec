import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpBridge } from './http-bridge.ts';

/** Enough of an EventSource to drive the bridge; Node has none. */
const silentEvents = () => new EventTarget() as EventSource;

let server: Server | undefined;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

async function answering(status: number, body: string): Promise<string> {
  server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('the bridge over HTTP', () => {
  it('hands the reply of the host on', async () => {
    const base = await answering(200, '{"ok":true,"value":{"product":"0.1.0","engine":"1.0.0","host":"web"}}');
    const bridge = createHttpBridge({ base, events: silentEvents });
    const reply = await bridge.call('app.about', {});
    expect(reply).toEqual({ ok: true, value: { product: '0.1.0', engine: '1.0.0', host: 'web' } });
  });

  it('hands a failure on whatever its status', async () => {
    const base = await answering(404, '{"ok":false,"failure":{"code":"document/not-found","message":"Gone."}}');
    const reply = await createHttpBridge({ base, events: silentEvents }).call('document.open', { path: 'x' });
    expect(reply).toMatchObject({ ok: false, failure: { code: 'document/not-found' } });
  });

  it.each([
    [502, '<html>Bad gateway</html>'],
    [200, '"surprise"'],
    [200, ''],
  ])('says the host is unreachable when %i answers %j', async (status, body) => {
    const base = await answering(status, body);
    const reply = await createHttpBridge({ base, events: silentEvents }).call('app.about', {});
    expect(reply).toMatchObject({ ok: false, failure: { code: 'host/unreachable' } });
  });

  it('keeps alive nothing but edits, and those never beyond what browsers allow for all that is on its way', async () => {
    const asked: [string, boolean | undefined][] = [];
    const send: typeof fetch = async (address, init) => {
      asked.push([String(address), init?.keepalive]);
      return new Response('{"ok":true,"value":{}}');
    };
    const { call } = createHttpBridge({ fetch: send, events: silentEvents });
    await call('visual.run', { path: 'x', text: '{}' });
    await call('document.journal', { path: 'x', text: '{}', fileHash: '' });
    await call('document.journal', { path: 'x', text: ' '.repeat(60_000), fileHash: '' });
    expect(asked).toEqual([
      ['call/visual.run', false],
      ['call/document.journal', true],
      ['call/document.journal', false],
    ]);
  });

  it('says the host is unreachable when nobody listens', async () => {
    const base = await answering(200, '');
    await new Promise((done) => server?.close(done));
    server = undefined;
    const reply = await createHttpBridge({ base, events: silentEvents }).call('app.about', {});
    expect(reply).toMatchObject({ ok: false, failure: { code: 'host/unreachable' } });
  });

  it('passes events on and tells when the connection comes and goes', () => {
    const source = new EventTarget();
    const bridge = createHttpBridge({ events: () => source as EventSource });
    const seen: unknown[] = [];
    bridge.onConnection((connected) => seen.push(connected));
    const stop = bridge.on('visual.progress', (payload) => seen.push(payload));
    source.dispatchEvent(new Event('error'));
    source.dispatchEvent(new Event('error'));
    source.dispatchEvent(new Event('open'));
    source.dispatchEvent(new MessageEvent('visual.progress', { data: '{"done":1}' }));
    stop();
    source.dispatchEvent(new MessageEvent('visual.progress', { data: '{"done":2}' }));
    expect(seen).toEqual([true, false, true, { done: 1 }]);
  });
});
