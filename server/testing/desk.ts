import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { expect, onTestFinished } from 'vitest';
import type { JsonObject } from '#engine';
import { type AtEnd, publishingServer, type TemporaryServer, temporaryFolder } from './temporary-server.ts';

const orders = {
  type: 'array',
  items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
} as const;

const input = (id: string, type: string, label: string, more: object = {}) => ({
  id,
  type,
  bind: `/${id}`,
  props: { label },
  ...more,
});

const button = (id: string, text: string, click: object | readonly object[], more: object = {}) => ({
  id,
  type: 'Button',
  props: { text, ...more },
  on: { click },
});

const toast = (message: string, tone = 'danger') => ({ do: 'toast', tone, message });

/** A page with an action of every kind; what its calls answer is up to the backend of `desk`. */
export const deskPage = {
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'acme/desk',
  version: '1.0.0',
  title: 'Desk',
  route: '/desk',
  access: 'public',
  params: { show: { enum: ['all', 'open'], default: 'all' } },
  data: { orders: { source: 'orders.all', args: { show: '${params.show}' }, schema: orders } },
  forms: {
    entry: {
      schema: {
        type: 'object',
        required: ['email'],
        additionalProperties: false,
        properties: {
          email: { type: 'string', maxLength: 60 },
          qty: { type: 'integer', minimum: 1, maximum: 99 },
          reason: { type: 'string', maxLength: 60 },
          memory: { type: 'string', maxLength: 60 },
        },
      },
      initial: { qty: 1 },
      submit: {
        do: 'request',
        call: 'orders.create',
        // biome-ignore lint/suspicious/noThenProperty: the language calls it "then".
        then: [toast('Created ${result.id}', 'success'), { do: 'navigate', href: '${result.next}' }],
        catch: {
          '409': [toast('Sold out of ${form.value.qty}')],
          '*': [toast('Failed with ${error.status}')],
        },
      },
    },
  },
  view: {
    id: 'page',
    type: 'Stack',
    children: [
      { id: 'toasts', type: 'Toasts', props: { timeout: 0 } },
      {
        id: 'list',
        type: 'Stack',
        on: {
          'event:tick': { do: 'request', call: 'orders.seen', with: { ids: '${map(data.orders, o => o.id)}' } },
        },
        children: [
          {
            id: 'row',
            type: 'Stack',
            for: { each: '${data.orders}', as: 'order', key: '${order.id}' },
            children: [
              button('cancel', 'Cancel ${order.id}', {
                do: 'request',
                call: 'orders.cancel',
                with: { id: '${order.id}', mode: 'gentle' },
                target: 'list',
                catch: { '409': [toast('${args.id} has left already')] },
              }),
              button('seal', 'Seal ${order.id}', {
                do: 'request',
                call: 'orders.seal',
                with: { id: '${order.id}' },
                catch: { '403': [toast('Ask an accountant')] },
              }),
              button('lock', 'Lock ${order.id}', {
                do: 'request',
                call: 'orders.lock',
                with: { id: '${order.id}' },
                catch: { '403': [toast('Ask an accountant')] },
              }),
            ],
          },
        ],
      },
      button('only-open', 'Open ones', { do: 'refresh', target: 'list', with: { show: 'open' }, url: 'push' }),
      button('export', 'Export', { do: 'download', call: 'orders.export', with: { show: '${params.show}' } }),
      button('purge', 'Purge', { do: 'request', call: 'orders.purge' }),
      button('queued', 'Count', { do: 'request', call: 'orders.count', concurrency: 'queue' }),
      button('dropped', 'Once', { do: 'request', call: 'orders.count', concurrency: 'drop', busy: false }),
      button('replaced', 'Newest', { do: 'request', call: 'orders.count', concurrency: 'replace' }),
      {
        id: 'form',
        type: 'Form',
        props: { form: 'entry', live: true },
        children: [
          input('email', 'TextInput', 'E-mail'),
          input('qty', 'NumberInput', 'Quantity'),
          input('reason', 'TextInput', 'Why so many?', { if: '${form.value.qty > 5}' }),
          input('memory', 'TextInput', 'Remember', {
            if: '${form.value.qty > 5}',
            props: { label: 'Remember', keep: true },
          }),
          { id: 'save', type: 'Button', props: { text: 'Save', kind: 'submit' } },
          button('check', 'Check', {
            do: 'request',
            call: 'orders.check',
            // biome-ignore lint/suspicious/noThenProperty: the language calls it "then".
            then: [toast('Fine', 'success')],
          }),
        ],
      },
      {
        id: 'menu',
        type: 'Menu',
        props: {
          label: 'More',
          items: [
            {
              id: 'cancel-all',
              text: 'Cancel everything',
              tone: 'danger',
              on: {
                click: {
                  do: 'request',
                  call: 'orders.cancelAll',
                  with: { mode: 'all' },
                  confirm: 'Cancel everything?',
                  target: 'list',
                  // biome-ignore lint/suspicious/noThenProperty: the language calls it "then".
                  then: [toast('All gone', 'success')],
                },
              },
            },
            { id: 'print', text: 'Print', on: { click: { do: 'print' } } },
          ],
        },
      },
    ],
  },
};

const text = { type: 'string', maxLength: 60 } as const;
const withId = { type: 'object', required: ['id'], properties: { id: text, mode: { enum: ['gentle', 'hard'] } } };
const call = (args: JsonObject = { type: 'object' }, more: JsonObject = {}): JsonObject => ({
  version: '1.0.0',
  args,
  result: { type: 'object' },
  ...more,
});

const manifests = {
  sources: { sources: { 'orders.all': { version: '1.0.0', args: { type: 'object' }, result: orders } } },
  calls: {
    calls: {
      'orders.create': call(),
      'orders.check': call(),
      'orders.cancel': call({
        ...withId,
        properties: { ...withId.properties, force: { type: 'boolean' } },
      }),
      'orders.cancelAll': call(),
      'orders.lock': call(withId, { scope: 'orders:lock' }),
      'orders.seal': call(withId, { scope: 'orders:seal' }),
      'orders.purge': call({ type: 'object' }, { scope: 'orders:purge' }),
      'orders.seen': call(),
      'orders.count': call(),
      'orders.export': call({ type: 'object' }, { safe: true }),
    },
  },
};

/** What the backend answers to a call; its JSON, a status with JSON, or a file. */
export type DeskReply =
  | { readonly status?: number; readonly json: unknown }
  | { readonly file: string; readonly headers: Readonly<Record<string, string>> };

export interface Desk {
  readonly server: TemporaryServer;
  /** The page as a visitor gets it. */
  readonly body: string;
  readonly orders: readonly string[];
  /** Calls that arrived, in order. */
  readonly calls: readonly { readonly call: string; readonly args: JsonObject }[];
  /** What the backend answers from now on, by call; the rest succeeds. Calls are counted anew. */
  answering(replies: Readonly<Record<string, DeskReply | Promise<DeskReply>>>): void;
  /** Puts back what was cancelled. */
  restock(): void;
  /** Sends fields to the action at an address of the page; `script` asks as htmx does. */
  send(action: string, fields?: Readonly<Record<string, string>>, how?: 'plain' | 'script'): Promise<Reply>;
}

type Reply = LightMyRequestResponse;

export interface DeskOptions {
  readonly visitors?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly atEnd?: AtEnd;
}

/** The page on a real server, before a real backend. */
export async function desk({
  visitors = [],
  environment = {},
  atEnd = onTestFinished,
}: DeskOptions = {}): Promise<Desk> {
  const list = ['A-1', 'A-2'];
  const calls: { call: string; args: JsonObject }[] = [];
  let replies: Readonly<Record<string, DeskReply | Promise<DeskReply>>> = {};
  const backend = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const name = (incoming.url ?? '').slice(1).split('?')[0] ?? '';
    if (name === 'orders.all') return void response.end(JSON.stringify(list.map((id) => ({ id }))));
    const args = JSON.parse(body) as JsonObject;
    calls.push({ call: name, args });
    const answer = await (replies[name] ?? { json: {} });
    if ('file' in answer) return void response.writeHead(200, answer.headers).end(answer.file);
    if (name === 'orders.cancel' && answer.status === undefined) list.splice(list.indexOf(String(args['id'])), 1);
    if (name === 'orders.cancelAll') list.splice(0);
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json));
  }).listen(0, '127.0.0.1');
  atEnd(() => {
    backend.closeAllConnections();
    backend.close();
  });
  await new Promise((resolve) => backend.once('listening', resolve));
  const host = `127.0.0.1:${(backend.address() as AddressInfo).port}`;
  const file = join(await temporaryFolder(atEnd), 'sources.json');
  const at = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, { http: `http://${host}/${name}` }]));
  const connections = {
    hosts: [host],
    visitors,
    sources: at(Object.keys(manifests.sources.sources)),
    calls: at(Object.keys(manifests.calls.calls)),
  };
  writeFileSync(file, JSON.stringify(connections));
  const { server, publish } = await publishingServer({ SOURCES_FILE: file, ...environment }, undefined, atEnd);
  const published = await publish(JSON.stringify(deskPage), { bundle: { manifests } });
  expect(published.statusCode, published.body).toBe(200);
  const { body } = await server.app.inject('/desk');
  const base = /\/_ui\/acme\/desk@[0-9a-f]{12}\/a\//.exec(body)?.[0] ?? '';
  return {
    server,
    body,
    orders: list,
    calls,
    restock: () => void list.splice(0, list.length, 'A-1', 'A-2'),
    answering(next) {
      replies = next;
      calls.splice(0);
    },
    send: (action, fields = {}, how = 'plain') =>
      server.app.inject({
        method: 'POST',
        url: base + action,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          ...(how === 'script' ? { 'hx-request': 'true' } : {}),
        },
        payload: new URLSearchParams(fields).toString(),
      }),
  };
}
