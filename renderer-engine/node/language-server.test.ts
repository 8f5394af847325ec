import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type LanguageServer, newLanguageServer } from '../language-service/index.ts';
import { languageProject } from './language-project.ts';
import { loadProject } from './load-project.ts';

const folder = join(import.meta.dirname, '..', '..', 'assets', 'samples', 'acme');
const project = languageProject(loadProject(folder)!);
const uriOf = (path: string) => `document:/${path}`;
const orders = uriOf('orders.page.json');
const text = readFileSync(join(folder, 'orders.page.json'), 'utf8');

let server: LanguageServer;
beforeEach(() => {
  server = newLanguageServer({
    locate: (uri) => (uri.startsWith('document:/') ? { project, path: uri.slice('document:/'.length) } : null),
    uriOf: (_, path) => uriOf(path),
    projects: () => [project],
  });
  server.notify('textDocument/didOpen', { textDocument: { uri: orders, version: 1, text } });
});

/** Line and character behind some words of the sample page. */
function behind(words: string, uri = orders, of = text) {
  const lines = of.slice(0, of.indexOf(words) + words.length).split('\n');
  return { textDocument: { uri }, position: { line: lines.length - 1, character: lines.at(-1)!.length } };
}
const ask = <Answer>(method: string, params: object): Answer =>
  server.request(`textDocument/${method}`, { textDocument: { uri: orders }, ...params }) as Answer;

/** Each request an editor may send about a place, with all that any of them needs. */
const methods = [
  ...['completion', 'hover', 'definition', 'references', 'documentHighlight', 'signatureHelp', 'codeAction'],
  ...['documentSymbol', 'foldingRange', 'selectionRange', 'documentColor', 'colorPresentation', 'documentLink'],
  ...['formatting', 'rangeFormatting', 'semanticTokens/full'],
];

describe('the language server over a project on disk', () => {
  it('answers every request at every place of a page, and each answer survives the journey as JSON', () => {
    for (let line = 0; line < text.split('\n').length; line += 15) {
      const position = { line, character: 12 };
      const range = { start: { line, character: 0 }, end: position };
      for (const method of methods) {
        const found = ask(method, {
          position,
          range,
          positions: [position],
          color: { red: 1, green: 0, blue: 0, alpha: 1 },
        });
        expect(JSON.parse(JSON.stringify(found ?? null))).toEqual(found ?? null);
      }
    }
  });

  it('tells problems of what is open, again when it changed, and none when it is closed', () => {
    expect(server.takeDiagnostics()).toEqual([{ uri: orders, diagnostics: [] }]);
    expect(server.takeDiagnostics()).toEqual([]);
    const { position } = behind('"kind"');
    const start = { ...position, character: position.character - 1 };
    const change = { range: { start, end: position }, text: 'x"' };
    server.notify('textDocument/didChange', { textDocument: { uri: orders, version: 2 }, contentChanges: [change] });
    const [told] = server.takeDiagnostics();
    expect(told?.diagnostics).toContainEqual(expect.objectContaining({ severity: 1, source: 'studio' }));
    server.filesChanged();
    expect(server.takeDiagnostics()).toEqual([told]);
    server.notify('textDocument/didClose', { textDocument: { uri: orders } });
    expect(server.takeDiagnostics()).toEqual([{ uri: orders, diagnostics: [] }]);
    expect(ask('hover', behind('"kind"'))).toBeNull();
  });

  it('finds a component from where it is used, its uses from there, and renames it in all of them', () => {
    const badge = behind('"type": "Status');
    const [definition] = ask<{ uri: string }[]>('definition', badge);
    expect(definition?.uri).toMatch(/status-badge/);
    const uses = ask<{ uri: string }[]>('references', { ...badge, context: { includeDeclaration: false } });
    const all = ask<{ uri: string }[]>('references', badge);
    expect(uses.length).toBeGreaterThan(0);
    expect(all.length).toBeGreaterThan(uses.length);
    const { placeholder } = ask<{ placeholder: string }>('prepareRename', badge);
    const { changes } = ask<{ changes: Record<string, { newText: string }[]> }>('rename', {
      ...badge,
      newName: 'Mark',
    });
    expect(placeholder).toBe('StatusBadge');
    expect(changes[orders]!.map(({ newText }) => newText)).toContain('Mark');
    expect(() => ask('rename', { ...behind('"kind"'), newName: 'other' })).toThrow();
    expect(() => ask('prepareRename', behind('"kind"'))).toThrow();
  });

  it('offers what fits, and quick fixes with their edits', () => {
    const { items } = ask<{ items: { label: string }[] }>('completion', behind('"type": "St'));
    expect(items.map(({ label }) => label)).toContain('Stack');
    const misspelled = text.replace('"title":', '"titel":');
    server.notify('textDocument/didChange', {
      textDocument: { uri: orders, version: 2 },
      contentChanges: [{ text: misspelled }],
    });
    const { position } = behind('"titel', orders, misspelled);
    const actions = ask<{ edit: { changes: object } }[]>('codeAction', { range: { start: position, end: position } });
    expect(actions.length).toBeGreaterThan(0);
    expect(Object.keys(actions[0]!.edit.changes)).toEqual([orders]);
    const none = ask<unknown[]>('codeAction', {
      range: { start: position, end: position },
      context: { only: ['refactor'] },
    });
    expect(none).toEqual([]);
    const hover = ask<{ contents: { value: string } }>('hover', { position });
    expect(hover.contents.value).toContain('titel');
  });

  it('lists names of all documents', () => {
    const found = server.request('workspace/symbol', { query: 'status' }) as { location: { uri: string } }[];
    expect(new Set(found.map(({ location }) => location.uri)).size).toBeGreaterThan(1);
    expect(server.request('initialize', {})).toMatchObject({ serverInfo: { name: 'Schema Studio' } });
    expect(server.request('shutdown', undefined)).toBeNull();
  });

  it('refuses what is no request of the protocol with a sentence, and passes over such notifications', () => {
    const textDocument = { uri: orders };
    for (const params of [
      null,
      [],
      {},
      { textDocument: { uri: 7 } },
      { textDocument, position: { line: -1, character: 0 } },
      { textDocument, range: { start: { line: 0, character: 0 } } },
      { textDocument, newName: 7 },
      { textDocument, positions: [7] },
      { textDocument, color: { red: 'much' } },
      { textDocument, context: 'none' },
      { textDocument, context: { only: [1] } },
    ]) {
      expect(() => server.request('textDocument/hover', params)).toThrow(/has to be|object/);
    }
    expect(() => server.request('textDocument/nothing', {})).toThrow('There is no method "textDocument/nothing".');
    for (const [method, params] of [
      ['textDocument/didOpen', null],
      ['textDocument/didOpen', { textDocument: { uri: orders } }],
      ['textDocument/didOpen', { textDocument: { uri: 7 } }],
      ['textDocument/didChange', { textDocument, contentChanges: 'x' }],
      ['textDocument/didChange', { textDocument, contentChanges: [{ text: 7 }] }],
      ['textDocument/didChange', { textDocument: { uri: 'document:/unknown' }, contentChanges: [{ text: '' }] }],
      ['textDocument/willSave', { textDocument }],
    ] as const) {
      server.notify(method, params);
    }
    expect(ask<unknown[]>('documentSymbol', {}).length).toBeGreaterThan(0);
  });
});
