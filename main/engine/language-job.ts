import { language } from '#engine';
import { type LoadedProject, languageProject } from '#engine/node';
import type { Job } from './jobs.ts';

/** The address of a document of the project, as the window has it. */
const scheme = 'document:/';

/** The language server of the worker's project. `current` answers the project as it was read last. */
export function languageJob(current: () => LoadedProject): { readonly ask: Job<'language'>; filesChanged(): void } {
  let project = languageProject(current());
  const open = new Set<string>();
  const server = language.newLanguageServer({
    locate: (uri) => (uri.startsWith(scheme) ? { project, path: uri.slice(scheme.length) } : null),
    uriOf: (_, path) => `${scheme}${path}`,
    projects: () => [project],
  });
  return {
    ask({ before, request }) {
      for (const { method, params } of before) {
        const uri = uriIn(params);
        if (method === 'textDocument/didOpen') open.add(uri);
        else if (!open.has(uri)) return { known: false };
        if (method === 'textDocument/didClose') open.delete(uri);
        server.notify(method, params);
      }
      // After a restart the worker knows nothing of what the window has open.
      if (request.method.startsWith('textDocument/') && !open.has(uriIn(request.params))) return { known: false };
      try {
        return { known: true, result: server.request(request.method, request.params) };
      } catch (error) {
        if (error instanceof language.RequestRefused) return { refused: error.message };
        throw error;
      }
    },
    filesChanged() {
      project = languageProject(current());
      server.filesChanged();
    },
  };
}

const uriIn = (params: unknown): string =>
  (params as { readonly textDocument?: { readonly uri?: string } }).textDocument?.uri ?? '';
