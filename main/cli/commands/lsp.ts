import { dirname, join, relative, sep } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { language } from '#engine';
import { languageProject, loadProject, projectAbove } from '#engine/node';
import { watchProject } from '../../workspace/watch.ts';
import type { Outcome } from '../outcome.ts';

interface Known {
  readonly place: string;
  readonly folder: string;
  project: language.StoredProject;
}

/** `studio lsp`: the language service for any editor, on standard input and output, until the editor says exit. */
export async function lsp(): Promise<Outcome> {
  const projects = new Map<string, Known>();
  const connection = createConnection(process.stdin, process.stdout);
  const server = language.newLanguageServer({
    locate(uri) {
      const file = fileOf(uri);
      const place = file && (projectAbove(dirname(file)) ?? file);
      if (!file || !place) return null;
      const known = projects.get(place) ?? open(place);
      return known && { project: known.project, path: relative(known.folder, file).split(sep).join('/') };
    },
    uriOf: (project, path) => pathToFileURL(join(folderOf(project), path)).href,
    projects: () => [...projects.values()].map(({ project }) => project),
  });
  const folderOf = (project: language.StoredProject): string =>
    [...projects.values()].find((known) => known.project === project)?.folder ?? '';

  function open(place: string): Known | null {
    const loaded = loadProject(place);
    if (!loaded) return null;
    const known: Known = { place, folder: loaded.folder, project: languageProject(loaded) };
    projects.set(place, known);
    if (!loaded.lone) {
      void watchProject(loaded.folder, () => {
        const again = loadProject(place);
        if (!again) return;
        known.project = languageProject(again);
        server.filesChanged();
        publish();
      });
    }
    return known;
  }

  let isWaiting = false;
  /** Once per burst of messages: nobody reads the problems of a text that is changed again already. */
  function publish(): void {
    if (isWaiting) return;
    isWaiting = true;
    setImmediate(() => {
      isWaiting = false;
      for (const told of server.takeDiagnostics()) void connection.sendDiagnostics(told as never);
    });
  }

  connection.onInitialize(() => server.request('initialize', {}) as never);
  connection.onRequest(
    async (method: string, params: unknown, token: { readonly isCancellationRequested: boolean }) => {
      // A turn of the loop lets a cancellation that came right behind be read first.
      await turn();
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'Canceled.');
      try {
        return server.request(method, params);
      } catch (error) {
        if (error instanceof language.RequestRefused) return new ResponseError(error.code, error.message);
        throw error;
      }
    },
  );
  connection.onNotification((method: string, params: unknown) => {
    server.notify(method, params);
    publish();
  });
  connection.listen();
  return new Promise<Outcome>((resolve) => connection.onExit(() => resolve({ exit: 0 })));
}

/** Null for documents that are no files. */
function fileOf(uri: string): string | null {
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}
