import { dirname, join, relative, sep } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createConnection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { language } from '#engine';
import { languageProject, loadProject, projectAbove } from '#engine/node';
import { watchProject } from '../../workspace/watch.ts';
import type { Outcome } from '../outcome.ts';
import { newLifetime } from './lsp-lifetime.ts';

interface Known {
  readonly place: string;
  readonly folder: string;
  project: language.StoredProject;
  readonly watcher: Promise<{ stop(): Promise<void> } | null>;
}

/** `studio lsp`: the language service for any editor, on standard input and output, until the editor says exit. */
export async function lsp(): Promise<Outcome> {
  const projects = new Map<string, Known>();
  const lifetime = newLifetime();
  const reader = new StreamMessageReader(process.stdin);
  const writer = new StreamMessageWriter(process.stdout);
  const connection = createConnection(reader, writer);
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
    const readAgain = () => {
      const again = loadProject(place);
      if (!again) return;
      known.project = languageProject(again);
      server.filesChanged();
      publish();
    };
    const known: Known = {
      place,
      folder: loaded.folder,
      project: languageProject(loaded),
      watcher: loaded.lone ? Promise.resolve(null) : watchProject(loaded.folder, readAgain),
    };
    projects.set(place, known);
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

  connection.onInitialize(() => (lifetime.refusal('initialize') ?? server.request('initialize', {})) as never);
  connection.onShutdown(() => void lifetime.refusal('shutdown'));
  connection.onRequest(
    async (method: string, params: unknown, token: { readonly isCancellationRequested: boolean }) => {
      // A turn of the loop lets a cancellation that came right behind be read first.
      await turn();
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'Canceled.');
      const refusal = lifetime.refusal(method);
      if (refusal) return refusal;
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
  const isOver = Promise.withResolvers<Outcome>();
  reader.onError((error) => {
    // Behind a bad body the next message begins; behind a bad head nothing can be found again.
    if (error instanceof SyntaxError) return void writer.write(unreadable);
    isOver.resolve({ exit: 2, words: [`This is no message of a client: ${error.message.split('\n')[0]}`] });
  });
  // An editor that is gone says no goodbye.
  process.stdin.once('close', () => isOver.resolve({ exit: lifetime.isShutDown ? 0 : 1 }));
  connection.listen();
  const outcome = await isOver.promise;
  await Promise.all([...projects.values()].map(({ watcher }) => watcher.then((one) => one?.stop())));
  process.stdin.destroy();
  return outcome;
}

/** Who sent a message that is no JSON cannot be known. */
const unreadable = {
  jsonrpc: '2.0',
  id: null,
  error: { code: ErrorCodes.ParseError, message: 'The message is no JSON.' },
};

/** Null for documents that are no files. */
function fileOf(uri: string): string | null {
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}
