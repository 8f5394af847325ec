import type { LanguageMessage } from '#contract';
import type { Host } from '../bridge/bridge.ts';
import type { monaco } from './monaco.ts';

type Model = monaco.editor.ITextModel;

/** Asks the language server about documents of the editor. */
export interface LanguageClient {
  /**
   * The result of `textDocument/{method}` for a document as it is now; null when there is none, or nobody waits for it
   * any more. `onRefused` hears the sentence with which a request was refused.
   */
  ask<Result>(
    method: string,
    model: Model,
    params?: object,
    options?: { readonly token?: monaco.CancellationToken; readonly onRefused?: (sentence: string) => void },
  ): Promise<Result | null>;
}

interface Known {
  version: number;
  changes: object[];
}

/**
 * The client's half of the Language Server Protocol over the contract. Calls go one after the other, and edits travel
 * with the request that needs them: so no answer is about another text than the one that was asked about, and a burst of
 * typing costs nothing until somebody asks.
 */
export function createLanguageClient(host: Pick<Host, 'call'>): LanguageClient {
  const open = new Map<Model, Known>();
  const closed: LanguageMessage[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const follow = (model: Model): void => {
    const known: Known = { version: -1, changes: [] };
    open.set(model, known);
    const changes = model.onDidChangeContent((event) => {
      known.changes.push(...event.changes.map(({ range, text }) => ({ range: toRange(range), text })));
    });
    model.onWillDispose(() => {
      changes.dispose();
      open.delete(model);
      if (known.version >= 0)
        closed.push({ method: 'textDocument/didClose', params: { textDocument: { uri: uriOf(model) } } });
    });
  };

  /** What the server must hear first: edits of the other documents too, for names are looked up in all of them. */
  const news = (): LanguageMessage[] => [
    ...closed.splice(0),
    ...[...open].flatMap(([model, known]) => (model.isDisposed() ? [] : newsOf(model, known))),
  ];

  const send: LanguageClient['ask'] = async (method, model, params = {}, { token, onRefused } = {}) => {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (model.isDisposed() || token?.isCancellationRequested) return null;
      if (!open.has(model)) follow(model);
      const request = {
        method: `textDocument/${method}`,
        params: { textDocument: { uri: uriOf(model) }, ...params },
      };
      const reply = await host.call('language.ask', { before: news(), request });
      if (reply.ok) return reply.value.result as never;
      if (reply.failure.code === 'language/refused') {
        onRefused?.(reply.failure.message);
        return null;
      }
      // Its worker was started again, or never got the text: everything is sent once more.
      for (const one of open.values()) one.version = -1;
      if (reply.failure.code !== 'language/not-open') return null;
    }
    return null;
  };

  return {
    ask(method, model, params, options) {
      const answer = last.then(() => send(method, model, params, options));
      last = answer.catch(() => undefined);
      return answer as never;
    },
  };
}

export const uriOf = (model: Model): string => `document:${model.uri.path}`;

export const toRange = (range: monaco.IRange) => ({
  start: { line: range.startLineNumber - 1, character: range.startColumn - 1 },
  end: { line: range.endLineNumber - 1, character: range.endColumn - 1 },
});

/** What happened to a document since the last request. */
function newsOf(model: Model, known: Known): readonly LanguageMessage[] {
  const uri = uriOf(model);
  const version = model.getVersionId();
  // So many edits are sent as the whole text.
  const isNew = known.version < 0 || known.changes.length > 500;
  const { changes } = known;
  known.version = version;
  known.changes = [];
  if (isNew) {
    const textDocument = { uri, version, languageId: 'json', text: model.getValue() };
    return [{ method: 'textDocument/didOpen', params: { textDocument } }];
  }
  if (changes.length === 0) return [];
  return [{ method: 'textDocument/didChange', params: { textDocument: { uri, version }, contentChanges: changes } }];
}
