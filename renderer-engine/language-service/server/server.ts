import { toDiagnostic } from './convert.ts';
import { follow } from './notifications.ts';
import { RequestRefused, refusal } from './refused.ts';
import { requestsOf } from './requests.ts';
import { type LanguageHost, newWorkspace } from './workspace.ts';

/**
 * The language service, spoken as Language Server Protocol 3.17. It holds what editors have open and answers one message
 * after the other; reading and writing messages, time and files are the host's business.
 */
export interface LanguageServer {
  /** The result of a request. Throws `RequestRefused`. */
  request(method: string, params: unknown): unknown;
  notify(method: string, params: unknown): void;
  /** Problems of documents that changed since the last time, as `textDocument/publishDiagnostics` wants them. */
  takeDiagnostics(): readonly { readonly uri: string; readonly diagnostics: readonly unknown[] }[];
  /** Files of projects changed. */
  filesChanged(): void;
}

export function newLanguageServer(host: LanguageHost): LanguageServer {
  const workspace = newWorkspace(host);
  const requests = requestsOf(workspace, host);
  const waiting = new Set<string>();
  const closed = new Set<string>();

  return {
    request(method, params) {
      const handle = Object.hasOwn(requests, method) ? requests[method] : undefined;
      if (!handle) throw new RequestRefused(`There is no method "${method.slice(0, 80)}".`, refusal.methodNotFound);
      return handle(params);
    },
    notify(method, params) {
      const news = follow(method, params, workspace);
      if (!news) return;
      // Others may use what changed.
      for (const other of workspace.all()) if (other.project === news.project) waiting.add(other.uri);
      if (news.isOpen) return;
      waiting.delete(news.uri);
      closed.add(news.uri);
    },
    takeDiagnostics() {
      const gone = [...closed].map((uri) => ({ uri, diagnostics: [] }));
      const found = [...waiting].flatMap((uri) => {
        const document = workspace.find(uri);
        if (!document) return [];
        const own = workspace.diagnostics(document).filter(({ file }) => file === undefined || file === document.path);
        return [{ uri, diagnostics: own.map((diagnostic) => toDiagnostic(diagnostic, uri)) }];
      });
      closed.clear();
      waiting.clear();
      return [...gone, ...found];
    },
    filesChanged() {
      workspace.reload();
      for (const { uri } of workspace.all()) waiting.add(uri);
    },
  };
}
