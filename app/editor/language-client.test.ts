import { describe, expect, it } from 'vitest';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { LanguageMessage } from '#contract';
import { createLanguageClient, uriOf } from './language-client.ts';
import type { monaco } from './monaco.ts';

/** As much of an editor's model as the client reads. */
function modelOf(path: string, text: string) {
  let [value, version] = [text, 1];
  let heard: (event: object) => void = () => undefined;
  const model = {
    uri: { path },
    getValue: () => value,
    getVersionId: () => version,
    isDisposed: () => false,
    onDidChangeContent(listener: (event: object) => void) {
      heard = listener;
      return { dispose: () => undefined };
    },
    onWillDispose: () => ({ dispose: () => undefined }),
  } as unknown as monaco.editor.ITextModel;
  const type = (more: string) => {
    const column = value.length + 1;
    const range = { startLineNumber: 1, startColumn: column, endLineNumber: 1, endColumn: column };
    value += more;
    version += 1;
    heard({ changes: [{ range, text: more }] });
  };
  return { model, type };
}

/** A server that keeps documents as the protocol says, answers with the text it has, and waits until it is let go on. */
function serverOf() {
  const documents = new Map<string, TextDocument>();
  const waiting: (() => void)[] = [];
  let calls = 0;
  const hear = ({ method, params }: LanguageMessage): void => {
    const { textDocument, contentChanges } = params as {
      textDocument: { uri: string; version: number; text: string };
      contentChanges: TextDocumentContentChangeEvent[];
    };
    const { uri, version, text } = textDocument;
    if (method.endsWith('didOpen')) documents.set(uri, TextDocument.create(uri, 'json', version, text));
    else documents.set(uri, TextDocument.update(documents.get(uri)!, contentChanges, version));
  };
  return {
    host: {
      async call(_: string, { before, request }: { before: LanguageMessage[]; request: LanguageMessage }) {
        calls += 1;
        await new Promise<void>((resolve) => waiting.push(resolve));
        const { uri } = (request.params as { textDocument: { uri: string } }).textDocument;
        const isKnown = documents.has(uri) || before[0]?.method.endsWith('didOpen');
        if (!isKnown) return { ok: false, failure: { code: 'language/not-open', message: '' } };
        before.forEach(hear);
        return { ok: true, value: { result: documents.get(uri)!.getText() } };
      },
    } as unknown as Parameters<typeof createLanguageClient>[0],
    /** Answers calls one after the other until nobody waits. */
    async letGo() {
      for (let quiet = 0; quiet < 20; quiet++) {
        await Promise.resolve();
        const next = waiting.shift();
        if (!next) continue;
        next();
        quiet = 0;
      }
    },
    lose: () => documents.clear(),
    calls: () => calls,
  };
}

const never = { isCancellationRequested: false } as monaco.CancellationToken;
const canceled = { isCancellationRequested: true } as monaco.CancellationToken;

describe('the language client (A1)', () => {
  it('asks about the text as it was when somebody asked, whatever is typed while the question waits', async () => {
    const { model, type } = modelOf('/a', '{"type": "');
    const { host, letGo } = serverOf();
    const client = createLanguageClient(host);
    const before = client.ask('hover', model);
    type('B');
    const asked = client.ask('completion', model, {}, { token: never });
    type('ut');
    await letGo();
    expect([await before, await asked]).toEqual(['{"type": "', '{"type": "B']);
    const later = client.ask('hover', model);
    await letGo();
    expect(await later).toBe('{"type": "But');
  });

  it('loses no edit of a question nobody waits for, and does not ask it', async () => {
    const { model, type } = modelOf('/a', '[');
    const { host, letGo, calls } = serverOf();
    const client = createLanguageClient(host);
    const first = client.ask('hover', model);
    type('1');
    const unwanted = client.ask('completion', model, {}, { token: canceled });
    type(',2');
    const last = client.ask('hover', model);
    await letGo();
    expect([await first, await unwanted, await last]).toEqual(['[', null, '[1,2']);
    expect(calls()).toBe(2);
  });

  it('tells everything once more when the server has lost it, and nothing twice', async () => {
    const { model, type } = modelOf('/a', '[');
    const { host, letGo, lose } = serverOf();
    const client = createLanguageClient(host);
    const first = client.ask('hover', model);
    await letGo();
    expect(await first).toBe('[');
    lose();
    type('1');
    const earlier = client.ask('hover', model);
    type(',2');
    const last = client.ask('hover', model);
    await letGo();
    expect([await earlier, await last]).toEqual([null, '[1,2']);
    expect(uriOf(model)).toBe('document:/a');
  });

  it('sends the whole text when more edits wait than one call may bring', async () => {
    const { model, type } = modelOf('/a', '');
    const { host, letGo } = serverOf();
    const client = createLanguageClient(host);
    const first = client.ask('hover', model);
    const unwanted = Array.from({ length: 1_200 }, () => {
      type('x');
      return client.ask('completion', model, {}, { token: canceled });
    });
    const last = client.ask('hover', model);
    await letGo();
    await Promise.all(unwanted);
    await letGo();
    expect(await first).toBe('');
    expect((await last) as string).toHaveLength(1_200);
  });
});
