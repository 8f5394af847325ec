import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedFolder } from '../host/shipped.ts';

interface Message {
  readonly id?: number | null;
  readonly method?: string;
  readonly params?: { readonly uri: string; readonly diagnostics: readonly { readonly code: string }[] };
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

const frame = (content: unknown): Buffer => {
  const body = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
};

const started: { readonly child: ChildProcessWithoutNullStreams; readonly folder: string }[] = [];
afterAll(() => {
  for (const { child, folder } of started) {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The real command, byte by byte: what no library for clients would send can be sent, too. */
function start() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lsp-wire-')));
  cpSync(join(shippedFolder('assets'), 'samples', 'acme'), folder, { recursive: true });
  const child = spawn(process.execPath, [join(shippedFolder('main'), 'cli', 'studio.ts'), 'lsp'], { cwd: folder });
  started.push({ child, folder });
  const messages: Message[] = [];
  const waiting = new Set<() => void>();
  const words: string[] = [];
  let rest = Buffer.alloc(0);
  child.stderr.on('data', (data) => words.push(String(data)));
  child.stdout.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    for (let end = rest.indexOf('\r\n\r\n'); end >= 0; end = rest.indexOf('\r\n\r\n')) {
      const length = Number(/Content-Length: (\d+)/.exec(rest.subarray(0, end).toString())?.[1]);
      if (rest.length < end + 4 + length) break;
      messages.push(JSON.parse(rest.subarray(end + 4, end + 4 + length).toString()) as Message);
      rest = rest.subarray(end + 4 + length);
    }
    for (const look of [...waiting]) look();
  });
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve));
  const until = (wanted: (message: Message) => boolean) =>
    new Promise<Message>((resolve) => {
      const look = () => {
        const found = messages.find(wanted);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  let last = 0;
  const send = (...contents: readonly unknown[]) => child.stdin.write(Buffer.concat(contents.map(frame)));
  const ask = (method: string, params?: unknown) => {
    const id = ++last;
    send({ jsonrpc: '2.0', id, method, params });
    return until((message) => message.id === id);
  };
  const tell = (method: string, params?: unknown) => send({ jsonrpc: '2.0', method, params });
  const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
  return { child, send, ask, tell, until, exited, uriOf, words };
}

const initialize = { capabilities: {}, processId: null, rootUri: null };

describe('studio lsp, on the wire (A1)', () => {
  let client: ReturnType<typeof start>;
  beforeAll(async () => {
    client = start();
    await client.ask('initialize', initialize);
  });

  it('lives on after messages that are none', async () => {
    const { ask, send, tell, until, uriOf } = client;
    send('{not json');
    expect((await until(({ id }) => id === null)).error?.code).toBe(-32700);
    send('[]', 'null', '42', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":{},"method":5}');
    for (const method of ['textDocument/unheardOf', 'constructor', '__proto__']) {
      expect((await ask(method, {})).error?.code).toBe(-32601);
    }
    const textDocument = { uri: uriOf('orders.page.json') };
    for (const params of [undefined, [1], { textDocument: { uri: 5 } }, { textDocument, position: { line: -1 } }]) {
      expect((await ask('textDocument/hover', params)).error?.code).toBe(-32602);
    }
    tell('textDocument/didOpen', {});
    tell('textDocument/didOpen', { textDocument: { ...textDocument, text: 5 } });
    tell('textDocument/didChange', { textDocument, contentChanges: 'x' });
    tell('textDocument/didChange', { textDocument, contentChanges: [{ text: '', range: { start: 1 } }] });
    tell('textDocument/didClose', null);
    tell('$/unheardOf', {});
    expect((await ask('textDocument/hover', { textDocument, position: { line: 0, character: 0 } })).result).toBeNull();
  });

  it('drops a request that is canceled right behind it', async () => {
    const { tell, send, until, uriOf } = client;
    const textDocument = { uri: uriOf('own.page.json') };
    tell('textDocument/didOpen', { textDocument: { ...textDocument, languageId: 'json', version: 1, text: '{}' } });
    send(
      { jsonrpc: '2.0', id: 900, method: 'textDocument/documentSymbol', params: { textDocument } },
      { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 900 } },
    );
    expect((await until(({ id }) => id === 900)).error?.code).toBe(-32800);
  });

  it('says of a document over the limits that it is, and answers for the others', async () => {
    const { ask, tell, until, uriOf } = client;
    const node = (at: number) => `{"id":"n${at}","type":"Text","props":{"text":"row \${params.q}"}}`;
    const nodes = Array.from({ length: 60_000 }, (_, at) => node(at)).join(',\n');
    const text = `{"kind":"page","id":"acme/huge","view":{"id":"root","type":"Stack","children":[${nodes}]}}`;
    const huge = { uri: uriOf('huge.page.json') };
    tell('textDocument/didOpen', { textDocument: { ...huge, languageId: 'json', version: 1, text } });
    const told = await until(({ params }) => params?.uri === huge.uri);
    expect(told.params?.diagnostics.map(({ code }) => code)).toEqual(['UI9001']);
    const position = { line: 100, character: 20 };
    expect((await ask('textDocument/completion', { textDocument: huge, position })).result).toMatchObject({
      items: [],
    });
    const own = { uri: uriOf('own.page.json') };
    const small = { ...own, languageId: 'json', version: 1, text: '{ "kind": "page",  }' };
    tell('textDocument/didOpen', { textDocument: small });
    const asked = { textDocument: own, position: { line: 0, character: 18 } };
    const { items } = (await ask('textDocument/completion', asked)).result as { items: { label: string }[] };
    expect(items.map(({ label }) => label)).toContain('view');
  });

  it('answers in the order that the protocol wants, and ends with its exit codes', async () => {
    const { ask, tell, exited } = start();
    expect((await ask('workspace/symbol', { query: '' })).error?.code).toBe(-32002);
    expect((await ask('initialize', initialize)).result).toMatchObject({ serverInfo: { name: 'Schema Studio' } });
    expect((await ask('initialize', initialize)).error?.code).toBe(-32600);
    expect((await ask('shutdown')).result).toBeNull();
    expect((await ask('workspace/symbol', { query: '' })).error?.code).toBe(-32600);
    tell('exit');
    expect(await exited).toBe(0);
  });

  it('ends by itself where nobody can be understood, or is there any more', async () => {
    const [garbled, left, rude] = [start(), start(), start()];
    garbled.child.stdin.write('Garbage\r\n\r\n{}');
    left.child.stdin.end();
    rude.tell('exit');
    expect(await Promise.all([garbled.exited, left.exited, rude.exited])).toEqual([2, 1, 1]);
    expect(garbled.words.join('')).toContain('This is no message of a client');
  });
});
