import { language } from '#engine';
import { type LoadedProject, languageProject } from '#engine/node';
import type { Job, Jobs, KnownDraft } from './jobs.ts';

/** The address of a document of the project, as the window has it. */
const scheme = 'document:/';

type Asked = Jobs['language']['request'];

/** The language server of the worker's project. `current` answers the project as it was read last. */
export function languageJob(current: () => LoadedProject): { readonly ask: Job<'language'>; filesChanged(): void } {
  let stored = languageProject(current());
  let project = stored;
  let drafts: ReadonlyMap<string, Required<KnownDraft>> = new Map();
  const open = new Set<string>();
  const server = language.newLanguageServer({
    locate: (uri) => (uri.startsWith(scheme) ? { project, path: uri.slice(scheme.length) } : null),
    uriOf: (_, path) => `${scheme}${path}`,
    projects: () => [project],
  });

  const read = (): void => {
    project = language.withTexts(stored, [...drafts.values()]);
    server.filesChanged();
  };

  /** Takes drafts in; answers the paths of those it needs the text of. */
  const takeDrafts = (given: readonly KnownDraft[]): readonly string[] => {
    const next = given.map(({ path, at, text = textAt(path, at) }) => ({ path, at, text }));
    const wanted = next.flatMap(({ path, text }) => (text === undefined ? [path] : []));
    const isNews = next.length !== drafts.size || next.some(({ path, at }) => drafts.get(path)?.at !== at);
    if (wanted.length > 0 || !isNews) return wanted;
    drafts = new Map(next.map((draft) => [draft.path, draft as Required<KnownDraft>]));
    read();
    return [];
  };
  const textAt = (path: string, at: string): string | undefined => {
    const known = drafts.get(path);
    return known?.at === at ? known.text : undefined;
  };

  return {
    ask(asked) {
      const { before, request } = asked;
      // What the window has open it tells itself, with every keystroke.
      const shown = openAfter(open, before);
      const wanted = takeDrafts(asked.drafts.filter(({ path }) => !shown.has(`${scheme}${path}`)));
      if (wanted.length > 0) return { wanted };
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
      stored = languageProject(current());
      read();
    },
  };
}

function openAfter(open: ReadonlySet<string>, messages: Asked['before']): ReadonlySet<string> {
  const shown = new Set(open);
  for (const { method, params } of messages) {
    if (method === 'textDocument/didOpen') shown.add(uriIn(params));
    if (method === 'textDocument/didClose') shown.delete(uriIn(params));
  }
  return shown;
}

const uriIn = (params: unknown): string =>
  (params as { readonly textDocument?: { readonly uri?: string } }).textDocument?.uri ?? '';
