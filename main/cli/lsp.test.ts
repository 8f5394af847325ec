import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { shippedFolder } from '../host/shipped.ts';

/** The real command, spoken to as an editor does. */
let connection: ProtocolConnection;
let folder: string;
let exited: Promise<number | null>;
const told = new Map<string, { readonly code: string; readonly message: string }[]>();
const waiting = new Set<() => void>();

const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;

/** The problems of a document once they are as wanted. */
async function problems(path: string, wanted: (codes: readonly string[]) => boolean): Promise<readonly string[]> {
  for (;;) {
    const codes = told.get(uriOf(path))?.map(({ code }) => code);
    if (codes && wanted(codes)) return codes;
    await new Promise<void>((resolve) => waiting.add(resolve));
    waiting.clear();
  }
}

const at = (text: string, marked: string) => {
  const offset = text.indexOf(marked.replace('|', '')) + marked.indexOf('|');
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)!.length };
};

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'lsp-')));
  cpSync(join(shippedFolder('assets'), 'samples', 'acme'), folder, { recursive: true });
  const child = spawn(process.execPath, [join(shippedFolder('main'), 'cli', 'studio.ts'), 'lsp'], { cwd: folder });
  exited = new Promise((resolve) => child.on('close', resolve));
  connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
    told.set(uri, diagnostics);
    for (const go of [...waiting]) go();
  });
  connection.listen();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('studio lsp (A1)', () => {
  it('tells an editor what it can do', async () => {
    const { capabilities } = await connection.sendRequest<{ capabilities: Record<string, unknown> }>('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: {},
    });
    await connection.sendNotification('initialized', {});
    expect(capabilities).toMatchObject({
      hoverProvider: true,
      renameProvider: { prepareProvider: true },
      textDocumentSync: { change: 2 },
    });
  });

  it('reads the project, takes changes in parts, and tells problems', async () => {
    const path = 'orders.page.json';
    const text = readFileSync(join(folder, path), 'utf8');
    const textDocument = { uri: uriOf(path), languageId: 'json', version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    expect(await problems(path, () => true)).toEqual([]);
    const start =
      at(text, '"view|"').line >= 0 && text.includes('"kind": "page"')
        ? at(text, '"kind|": "page"')
        : { line: 0, character: 0 };
    const change = { range: { start, end: start }, text: 'ness' };
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uriOf(path), version: 2 },
      contentChanges: [change],
    });
    expect(await problems(path, (codes) => codes.length > 0)).toContain('UI2016');
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uriOf(path), version: 3 },
      contentChanges: [{ range: { start, end: { ...start, character: start.character + 4 } }, text: '' }],
    });
    expect(await problems(path, (codes) => codes.length === 0)).toEqual([]);
  });

  const own = `{
  "$schema": "https://schema-studio.dev/ui/1/page.json",
  "kind": "page",
  "id": "acme/own",
  "version": "1.0.0",
  "title": "Own",
  "uses": { "StatusBadge": "acme/status-badge@^1.0.0" },
  "view": { "id": "root", "type": "Stack", "children": [
    { "id": "badge", "type": "StatusBadge", "props": { "status": "open" } },
    { "id": "button", "type": "Button", "props": { "text": "Go", "varient": "ghost" }, "on": { "click": { "do": "focus", "target": "badge" } } }
  ] }
}
`;
  const open = async () => {
    const textDocument = { uri: uriOf('own.page.json'), languageId: 'json', version: 1, text: own };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    return problems('own.page.json', () => true);
  };
  const ask = <T>(method: string, marked: string, more: object = {}) =>
    connection.sendRequest<T>(`textDocument/${method}`, {
      textDocument: { uri: uriOf('own.page.json') },
      position: at(own, marked),
      ...more,
    });

  it('completes, shows, and finds across documents', async () => {
    expect(await open()).toContain('UI2019');
    const { items } = await ask<{ items: { label: string }[] }>('completion', '"status": "|open"');
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['open', 'shipped', 'cancelled']));
    const shown = await ask<{ contents: { value: string } }>('hover', '"type": "But|ton"');
    expect(shown.contents.value).toContain('**Button**');
    const places = await ask<{ uri: string }[]>('definition', '"type": "Status|Badge"');
    expect(places.map(({ uri }) => uri)).toEqual([uriOf('status-badge.component.json')]);
    const symbols = await ask<{ name: string }[]>('documentSymbol', '{|');
    expect(symbols.map(({ name }) => name)).toContain('root');
  });

  it('offers fixes and renames, and refuses with a reason', async () => {
    const start = at(own, '"var|ient"');
    const actions = await ask<{ title: string; edit: { changes: Record<string, { newText: string }[]> } }[]>(
      'codeAction',
      '"var|ient"',
      { range: { start, end: start }, context: { diagnostics: [] } },
    );
    expect(actions[0]).toMatchObject({ title: 'Rename to "variant"' });
    expect(actions[0]!.edit.changes[uriOf('own.page.json')]![0]!.newText).toBe('"variant"');
    const { changes } = await ask<{ changes: Record<string, unknown[]> }>('rename', '"id": "bad|ge"', {
      newName: 'state',
    });
    expect(changes[uriOf('own.page.json')]).toHaveLength(2);
    await expect(ask('rename', '"id": "bad|ge"', { newName: 'root' })).rejects.toThrow('"root" is taken already');
    await expect(connection.sendRequest('workspace/unheardOf', {})).rejects.toThrow('There is no method');
  });

  it('sees files that change outside of the editor', async () => {
    const path = 'status-badge.component.json';
    const text = readFileSync(join(folder, path), 'utf8');
    expect(told.get(uriOf('own.page.json'))?.map(({ code }) => code)).not.toContain('UI3011');
    writeFileSync(join(folder, path), text.replace(/"version": "1/, '"version": "9'));
    expect(await problems('own.page.json', (codes) => codes.includes('UI3011'))).toContain('UI3011');
    writeFileSync(join(folder, path), text);
    await problems('own.page.json', (codes) => !codes.includes('UI3011'));
  });

  it('leaves when it is told to', async () => {
    expect(await connection.sendRequest('shutdown')).toBeNull();
    await connection.sendNotification('exit');
    expect(await exited).toBe(0);
  });
});
