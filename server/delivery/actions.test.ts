import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasChromium, launchChromium, visit } from '../testing/browser.ts';
import { publishingServer, temporaryFolder } from '../testing/temporary-server.ts';

const list = {
  type: 'array',
  items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
} as const;

const page = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'acme/list',
  version: '1.0.0',
  title: 'List',
  route: '/list',
  access: 'public',
  data: {
    orders: {
      source: 'orders.all',
      schema: list,
    },
  },
  view: {
    id: 'page',
    type: 'Stack',
    children: [
      { id: 'toasts', type: 'Toasts' },
      {
        id: 'list',
        type: 'Stack',
        on: { 'event:orders.changed': { do: 'refresh', target: 'list' } },
        children: [
          {
            id: 'cancel',
            type: 'Button',
            for: { each: '${data.orders}', as: 'order', key: '${order.id}' },
            props: { text: 'Cancel ${order.id}' },
            on: {
              click: {
                do: 'request',
                call: 'orders.cancel',
                with: { id: '${order.id}' },
                confirm: 'Cancel ${order.id}?',
                concurrency: 'drop',
                // biome-ignore lint/suspicious/noThenProperty: the language calls it "then".
                then: [
                  { do: 'emit', event: 'orders.changed' },
                  { do: 'toast', tone: 'success', message: 'Cancelled ${args.id}' },
                ],
              },
            },
          },
        ],
      },
    ],
  },
});

const manifests = {
  sources: { sources: { 'orders.all': { version: '1.0.0', args: { type: 'object' }, result: list } } },
  calls: {
    calls: {
      'orders.cancel': {
        version: '1.0.0',
        scope: 'orders:write',
        args: {
          type: 'object',
          required: ['id'],
          additionalProperties: false,
          properties: { id: { type: 'string', maxLength: 20 } },
        },
        result: { type: 'object' },
      },
    },
  },
};

/** The page on a real server in front of a real backend that forgets what is cancelled. */
async function shop(visitors: readonly string[] = ['orders:write'], dialect = 'htmx4') {
  const orders = ['A-1', 'A-2'];
  const backend = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (request.url?.startsWith('/cancel')) orders.splice(orders.indexOf(JSON.parse(body).id), 1);
    response.end(JSON.stringify(request.url?.startsWith('/cancel') ? {} : orders.map((id) => ({ id }))));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void backend.close());
  await new Promise((resolve) => backend.once('listening', resolve));
  const host = `127.0.0.1:${(backend.address() as AddressInfo).port}`;
  const file = join(await temporaryFolder(), 'sources.json');
  const sources = { 'orders.all': { http: `http://${host}/orders` } };
  const calls = { 'orders.cancel': { http: `http://${host}/cancel` } };
  writeFileSync(file, JSON.stringify({ hosts: [host], visitors, sources, calls }));
  const { server, publish } = await publishingServer({ SOURCES_FILE: file, DIALECT: dialect });
  const published = await publish(page, { bundle: { manifests } });
  expect(published.statusCode, published.body).toBe(200);
  const { body } = await server.app.inject('/list');
  const address = /formaction="([^"]*cancel__A-1[^"]*)"/.exec(body)?.[1] ?? '';
  const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    server.app.inject({
      method: 'POST',
      url: address,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
      payload: new URLSearchParams(fields).toString(),
    });
  return { server, orders, body, send };
}

describe('an action', () => {
  it('asks a plain browser on a page of its own, then leads back with its words in a cookie', async () => {
    const { send, orders } = await shop();
    const asked = await send({ _with: '{"id":"A-1"}' });
    expect([asked.statusCode, orders]).toEqual([200, ['A-1', 'A-2']]);
    expect(asked.body).toContain('Cancel A-1?');
    const done = await send({ _with: '{"id":"A-1"}', _confirmed: '1' });
    expect([done.statusCode, done.headers.location, orders]).toEqual([303, '/list', ['A-2']]);
    expect(decodeURIComponent(String(done.headers['set-cookie']))).toContain('Cancelled A-1');
  });

  it('says what it did once, on the page that follows, as text (S1)', async () => {
    const { server, send } = await shop();
    const done = await send({ _with: '{"id":"A-1"}', _confirmed: '1' });
    const cookie = String(done.headers['set-cookie']).split(';')[0] ?? '';
    const next = await server.app.inject({ url: '/list', headers: { cookie } });
    expect(next.body).toContain(
      '<div class="ui-toast" data-tone="success"><p class="ui-toast__text">Cancelled A-1</p></div>',
    );
    expect(next.headers['cache-control']).toBe('no-store');
    expect(String(next.headers['set-cookie'])).toContain('Max-Age=0');
    const forged = `_ui_toast=${encodeURIComponent(JSON.stringify([['x"><script>', '<img onerror=1>']]))}`;
    const hostile = await server.app.inject({ url: '/list', headers: { cookie: forged } });
    expect(hostile.body).toContain('data-tone="x&quot;&gt;&lt;script&gt;"><p class="ui-toast__text">&lt;img onerror=1');
    const later = await server.app.inject('/list');
    expect([later.body.includes('class="ui-toast__text"'), later.headers['set-cookie']]).toEqual([false, undefined]);
  });

  it('answers a script with events and toasts as ASCII headers', async () => {
    const { send, orders } = await shop();
    const reply = await send({ _with: '{"id":"A-1"}' }, { 'hx-request': 'true' });
    expect([reply.statusCode, reply.body, orders]).toEqual([200, '', ['A-2']]);
    expect(JSON.parse(String(reply.headers['hx-trigger']))).toEqual({
      'orders.changed': { target: 'body' },
      'ui:act': { target: 'body', actions: [{ do: 'toast', tone: 'success', message: 'Cancelled A-1' }] },
    });
  });

  it.each([
    ['arguments the manifest refuses', '{"id":7}', ['orders:write'], 400],
    ['more than the manifest knows', '{"id":"A-1","all":true}', ['orders:write'], 400],
    ['no JSON', '{', ['orders:write'], 400],
    ['no permission', '{"id":"A-1"}', [], 403],
  ] as const)('with %s does nothing', async (_, values, visitors, status) => {
    const { send, orders } = await shop(visitors);
    const reply = await send({ _with: values, _confirmed: '1' });
    expect([reply.statusCode, orders]).toEqual([status, ['A-1', 'A-2']]);
  });

  it.runIf(hasChromium).each(['htmx4', 'htmx2'])(
    'in a browser with %s is confirmed, refreshes the list and says so',
    async (dialect) => {
      const { server, orders } = await shop(['orders:write'], dialect);
      const { tab, problems } = await visit(await launchChromium());
      tab.once('dialog', (dialog) => dialog.dismiss());
      await tab.goto(`${server.url}/list`);
      await tab.getByText('Cancel A-1').click();
      expect(orders).toEqual(['A-1', 'A-2']);
      tab.once('dialog', (dialog) => dialog.accept());
      await tab.getByText('Cancel A-1').click();
      await tab.getByText('Cancelled A-1').waitFor();
      await tab.getByText('Cancel A-1', { exact: true }).waitFor({ state: 'detached' });
      expect([orders, await tab.getByText('Cancel A-2').count(), problems]).toEqual([['A-2'], 1, []]);
    },
  );
});
