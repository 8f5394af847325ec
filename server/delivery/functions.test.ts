import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { publishingServer, temporaryFolder } from '../testing/temporary-server.ts';

const page = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'acme/tax',
  version: '1.0.0',
  title: 'Tax',
  route: '/tax',
  access: 'public',
  params: { amount: { type: 'number', default: 100 } },
  view: { id: 'words', type: 'Text', props: { text: 'Tax ${taxOf(params.amount)}' } },
});
const number = { type: 'number' } as const;
const functions = { taxOf: { parameters: [{ name: 'amount', schema: number }], result: number } };

it('pages call the functions of the module that the operator names (3.3)', async () => {
  const file = join(await temporaryFolder(), 'functions.mjs');
  writeFileSync(file, 'export const taxOf = (amount) => amount * 0.19;');
  process.env['FUNCTIONS_FILE'] = file;
  onTestFinished(() => {
    delete process.env['FUNCTIONS_FILE'];
  });
  const { server, publish } = await publishingServer();
  const published = await publish(page, { bundle: { manifests: { calls: { functions } } } });
  expect(published.statusCode, published.body).toBe(200);
  expect((await server.app.inject('/tax?amount=200')).body).toContain('Tax 38');
});

it('a page that calls a function this server does not have is not published (3.3)', async () => {
  const { publish } = await publishingServer();
  const published = await publish(page, { bundle: { manifests: { calls: { functions } } } });
  expect(published.statusCode).toBe(422);
  expect(published.body).toContain('taxOf');
});
