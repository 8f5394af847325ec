import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hashBytes } from '../store/blobs.ts';
import { openStudio, type Studio } from '../studio.ts';
import { temporaryFolder } from '../testing/folders.ts';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';

const envelope = (kind: string, id: string) => `"kind": "${kind}", "id": "${id}", "version": "1.0.0", "title": "X"`;
const library = `{ ${envelope('library', 'shop/words')}, "messages": { "en": { "title": "Orders" } } }`;
const page = `{ ${envelope('page', 'shop/home')}, "uses": { "words": "shop/words@^1.0.0" },
  "view": { "id": "root", "type": "Text", "props": { "text": "\${t('words:title')}" } } }`;

let studio: Studio;
afterEach(() => studio.close());

async function open() {
  const folder = temporaryFolder();
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('studio.json', JSON.stringify({ name: 'Shop', namespace: 'shop' }));
  write('words.library.json', library);
  write('home.page.json', page);
  studio = await openStudio({ project: folder, dataDir: temporaryFolder(), host: 'web', watched: false });
  return studio.handlers;
}

const opened = (path: string, text: string) => ({
  method: 'textDocument/didOpen',
  params: { textDocument: { uri: `document:/${path}`, version: 1, languageId: 'json', text } },
});
const closed = (path: string) => ({
  method: 'textDocument/didClose',
  params: { textDocument: { uri: `document:/${path}` } },
});
const asked = (method: string, path: string, text: string, words: string, more: object = {}) => {
  const lines = text.slice(0, text.indexOf(words)).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)!.length };
  const params = { textDocument: { uri: `document:/${path}` }, position, ...more };
  return { method: `textDocument/${method}`, params };
};
const changesOf = (result: unknown) =>
  (result as { changes: Record<string, { range: { start: { line: number } }; newText: string }[]> }).changes;

describe('the language server of the window (A1)', () => {
  it('finds and renames in drafts that no tab shows, where they stand there', async () => {
    const handlers = await open();
    // Three lines further down than in the file.
    const draft = `\n\n\n${library}`;
    const path = 'words.library.json';
    valueFrom(await handlers['document.journal']({ path, text: draft, fileHash: hashBytes(library) }));
    const request = asked('rename', 'home.page.json', page, "title')", { newName: 'heading' });
    const before = [opened('home.page.json', page)];
    const changes = changesOf(valueFrom(await handlers['language.ask']({ before, request })).result);
    expect(Object.keys(changes).sort()).toEqual(['document:/home.page.json', `document:/${path}`]);
    expect(changes[`document:/${path}`]!.map(({ range }) => range.start.line)).toEqual([3]);

    // A newer edit of it, and then none any more.
    const newer = `\n${library}`;
    valueFrom(await handlers['document.journal']({ path, text: newer, fileHash: hashBytes(library) }));
    const again = changesOf(valueFrom(await handlers['language.ask']({ before: [], request })).result);
    expect(again[`document:/${path}`]![0]!.range.start.line).toBe(1);
    valueFrom(await handlers['document.revert']({ path }));
    const last = changesOf(valueFrom(await handlers['language.ask']({ before: [], request })).result);
    expect(last[`document:/${path}`]![0]!.range.start.line).toBe(0);
  });

  it('goes by what a tab shows, not by what was kept of it, until the tab is closed', async () => {
    const handlers = await open();
    const path = 'words.library.json';
    const kept = `\n\n${library}`;
    valueFrom(await handlers['document.journal']({ path, text: kept, fileHash: hashBytes(library) }));
    const request = asked('definition', 'home.page.json', page, "title')");
    const before = [opened('home.page.json', page), opened(path, `\n\n\n\n${library}`)];
    const lineOf = (result: unknown) => (result as { range: { start: { line: number } } }[])[0]!.range.start.line;
    expect(lineOf(valueFrom(await handlers['language.ask']({ before, request })).result)).toBe(4);
    const closing = { before: [closed(path)], request };
    expect(lineOf(valueFrom(await handlers['language.ask'](closing)).result)).toBe(2);
  });

  it('refuses what is no request, and what is asked of documents it does not have', async () => {
    const handlers = await open();
    const before = [opened('home.page.json', page)];
    const ask = async (method: string, params: object) =>
      failureFrom(await handlers['language.ask']({ before, request: { method, params } }));
    expect((await ask('textDocument/unheardOf', { textDocument: { uri: 'document:/home.page.json' } })).message).toBe(
      'There is no method "textDocument/unheardOf".',
    );
    const bad = await ask('textDocument/hover', { textDocument: { uri: 'document:/home.page.json' }, position: 'x' });
    expect(bad.message).toBe('"position" has to be a line and a character.');
    expect((await ask('textDocument/hover', { textDocument: { uri: 'document:/other.json' } })).code).toBe(
      'language/not-open',
    );
  });
});
