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

/** Messages that may wait; beyond, the texts are sent as a whole. */
const mostDue = 500;

/** What the server has to hear before a request, gathered when it was asked. */
interface Told {
  readonly messages: readonly LanguageMessage[];
  /** Of the server's memory: it is lost with its worker, and everything is told once more. */
  readonly memory: number;
  /** Of the text that was asked about. */
  readonly version: number;
}

/**
 * The client's half of the Language Server Protocol over the contract. Calls go one after the other, each with the edits
 * up to the moment it was asked: what is typed while it waits comes with the next one. So every answer is about the text
 * that was asked about, as Monaco expects, and a burst of typing costs nothing until somebody asks.
 */
export function createLanguageClient(host: Pick<Host, 'call'>): LanguageClient {
  const open = new Map<Model, Known>();
  let closed: LanguageMessage[] = [];
  /** Of requests nobody waits for any more: they were never sent, the edits that came with them are due. */
  let due: LanguageMessage[] = [];
  let memory = 0;
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

  /** Edits of the other documents too, for names are looked up in all of them. */
  const tell = (model: Model): Told => {
    if (!open.has(model) && !model.isDisposed()) follow(model);
    const edits = [...open].flatMap(([one, known]) => (one.isDisposed() ? [] : newsOf(one, known)));
    const messages = [...closed, ...edits];
    closed = [];
    return { messages, memory, version: model.isDisposed() ? -1 : model.getVersionId() };
  };

  const forget = (): void => {
    memory += 1;
    due = [];
    for (const one of open.values()) one.version = -1;
  };

  const send = async (
    method: string,
    model: Model,
    params: object,
    { token, onRefused }: Parameters<LanguageClient['ask']>[3] & object,
    asked: Told,
  ): Promise<unknown> => {
    if (asked.memory === memory) due.push(...asked.messages);
    if (due.length > mostDue) forget();
    for (let attempt = 0; attempt < 2; attempt++) {
      if (model.isDisposed() || token?.isCancellationRequested) return null;
      // All was forgotten meanwhile: the whole texts are told as they are now, and places in an earlier one mean nothing.
      if (asked.memory !== memory || attempt > 0) {
        if (model.getVersionId() !== asked.version) return null;
        due.push(...tell(model).messages);
      }
      const before = due;
      due = [];
      const request = {
        method: `textDocument/${method}`,
        params: { textDocument: { uri: uriOf(model) }, ...params },
      };
      const reply = await host.call('language.ask', { before, request });
      if (reply.ok) return reply.value.result;
      if (reply.failure.code === 'language/refused') {
        onRefused?.(reply.failure.message);
        return null;
      }
      // Its worker was started again, or never got the text.
      forget();
      if (reply.failure.code !== 'language/not-open') return null;
    }
    return null;
  };

  return {
    ask(method, model, params = {}, options = {}) {
      const asked = tell(model);
      const answer = last.then(() => send(method, model, params, options, asked));
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
