import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../create-engine.ts';
import type { DataAnswer, StreamInput } from '../../engine.ts';

const script = readFileSync(new URL('../../../assets/runtime/stream.js', import.meta.url), 'utf8');
const text = (id: string, value: string) => ({ id, type: 'Text', props: { text: value } });
const section = (id: string, value: string, more: object = {}) => ({
  id,
  type: 'Section',
  props: { heading: id },
  style: { minHeight: '4rem' },
  lazy: { when: 'load', mode: 'stream', placeholder: [text(`${id}-wait`, 'Wait')] },
  children: [text(`${id}-text`, value)],
  ...more,
});
const string = { type: 'string' };
const names = ['a', 'b', 'c'] as const;
const page = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/moved',
  version: '1.0.0',
  title: 'Moved',
  data: Object.fromEntries(names.map((name) => [name, { source: name, schema: string, load: 'lazy' }])),
  view: {
    id: 'root',
    type: 'Stack',
    children: [
      section('first', '${data.a}', { catch: [text('sorry', 'No first')] }),
      section('row', '${o} ${data.b}', { for: { each: '${[1, 2]}', as: 'o', key: '${o}' } }),
      section('outer', '${data.c}', {
        children: [section('inner', '${data.a} < & ${data.b}'), text('own', '${data.c}')],
      }),
      text('end', 'End'),
    ],
  },
});

const engine = createEngine();
const program = engine.compile(page).program!;
const scripts = { early: ['/stream.js'], files: ['/none.js'], configuration: '{}' };

/** Serves the page whole at `/`, and at `/stream` as its data is answered. */
async function serving(emitter: 'mover' | 'native') {
  const answers = new Map(names.map((name) => [name, Promise.withResolvers<DataAnswer>()]));
  const later = Object.fromEntries([...answers].map(([name, { promise }]) => [name, promise]));
  const server = createServer(async ({ url }, response) => {
    if (url === '/stream.js') return response.setHeader('content-type', 'text/javascript').end(script);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (url !== '/stream') return response.end(url === '/' ? engine.render(program, settled).html : '');
    const input: StreamInput = { lazy: 'waiting', late: { scripts }, later, emitter };
    for await (const chunk of engine.renderStream(program, input)) response.write(chunk);
    return response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const answer = (name: (typeof names)[number]) => answers.get(name)!.resolve(answerOf(name));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, answer };
}

const answerOf = (name: string): DataAnswer =>
  name === 'a' ? { failure: { status: 'timeout' } } : { data: `<b>${name}</b>` };
const settled: StreamInput = { data: { b: '<b>b</b>', c: '<b>c</b>' }, failures: { a: { status: 'timeout' } } };

const executablePath = '/usr/bin/chromium';
const orders = [
  ['c', 'b', 'a'],
  ['b', 'a', 'c'],
] as const;

describe.runIf(existsSync(executablePath))('a streamed page in a browser (E15)', () => {
  it('is in the end the page of a render, whoever moves its sections and in whatever order they come', async () => {
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    });
    onTestFinished(() => browser.close());
    for (const emitter of ['mover', 'native'] as const) {
      for (const order of orders) {
        const { url, answer } = await serving(emitter);
        const tab = await browser.newPage();
        const bodyOf = () => tab.evaluate('document.body.innerHTML');
        await tab.goto(`${url}/`);
        const whole = await bodyOf();
        await tab.goto(`${url}/stream`, { waitUntil: 'commit' });
        await tab.getByText('End').waitFor();
        for (const name of order) {
          answer(name);
          if (name === 'b') await tab.locator('#ui-row__2').getByText('<b>b</b>').waitFor();
        }
        await tab.waitForLoadState('load');
        expect([emitter, ...order, await bodyOf()]).toEqual([emitter, ...order, whole]);
        await tab.close();
      }
    }
  });
});
