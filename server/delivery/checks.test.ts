import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { publishingServer, temporaryFolder } from '../testing/temporary-server.ts';

const page = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'acme/order',
  version: '1.0.0',
  title: 'Order',
  route: '/order',
  access: 'public',
  forms: {
    order: {
      schema: { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } },
      rules: [
        {
          id: 'stock',
          check: 'orders.inStock',
          with: { count: '${form.value.count ?? 0}' },
          at: '/count',
          message: 'Not so many are in stock.',
        },
      ],
      submit: { do: 'request', call: 'orders.create', with: { count: '${form.value.count ?? 0}' } },
    },
  },
  view: {
    id: 'form',
    type: 'Form',
    props: { form: 'order' },
    children: [{ id: 'count', type: 'NumberInput', bind: '/count', props: { label: 'Count' } }],
  },
});
const args = { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } } as const;
const manifests = {
  calls: { calls: { 'orders.create': { args, result: { type: 'object' } } }, checks: { 'orders.inStock': { args } } },
};

/** A page with a checked form, before a backend whose check answers what it is given. */
async function order(answer: string | null) {
  const asked: string[] = [];
  const backend = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push(`${request.url} ${body}`);
    response.end(request.url === '/check' ? answer : '{}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void backend.close());
  await new Promise((resolve) => backend.once('listening', resolve));
  const host = `127.0.0.1:${(backend.address() as AddressInfo).port}`;
  const file = join(await temporaryFolder(), 'sources.json');
  const calls = { 'orders.create': { http: `http://${host}/create` } };
  const checks = answer === null ? {} : { 'orders.inStock': { http: `http://${host}/check` } };
  writeFileSync(file, JSON.stringify({ hosts: [host], calls, checks }));
  const { server, publish } = await publishingServer({ SOURCES_FILE: file });
  const published = await publish(page, { bundle: { manifests } });
  expect(published.statusCode, published.body).toBe(200);
  const { body } = await server.app.inject('/order');
  const reply = await server.app.inject({
    method: 'POST',
    url: /action="([^"]*)"/.exec(body)?.[1] ?? '',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams({ '/count': '3' }).toString(),
  });
  return { status: reply.statusCode, body: reply.body, asked };
}

it('a check of the host is asked before a form is sent on (E6)', async () => {
  const { status, asked } = await order('true');
  expect({ status, asked }).toEqual({ status: 303, asked: ['/check {"count":3}', '/create {"count":3}'] });
});

it('a check that does not hold shows its message, and nothing is called (E6)', async () => {
  const { status, body, asked } = await order('false');
  expect({ status, asked }).toEqual({ status: 422, asked: ['/check {"count":3}'] });
  expect(body).toContain('Not so many are in stock.');
});

it.each([
  ['answers something else', '{"valid":true}', 1],
  ['is not connected', null, 0],
])('a check that %s is never valid, which is nothing that whoever fills in the form did (E6)', async (_, answer, times) => {
  const { status, asked } = await order(answer);
  expect({ status, times: asked.length }).toEqual({ status: 502, times });
});
