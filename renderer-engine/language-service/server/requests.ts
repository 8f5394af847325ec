import type { SymbolInformation } from 'vscode-languageserver';
import { viewsOf } from '../project.ts';
import { type OutlineItem, outline } from '../structure.ts';
import { type Asked, askedBy } from './asked.ts';
import { capabilities } from './capabilities.ts';
import { toRange } from './convert.ts';
import { aboutDocuments } from './requests-documents.ts';
import { aboutNames } from './requests-names.ts';
import { aboutPlaces } from './requests-places.ts';
import type { LanguageHost, Workspace } from './workspace.ts';

/** Answers what is asked of one document, with the workspace around it. */
export type Answer = (asked: Asked, workspace: Workspace, host: LanguageHost) => unknown;

/** Every request, by method. A document that nobody has open is answered with null. */
export function requestsOf(
  workspace: Workspace,
  host: LanguageHost,
): Readonly<Record<string, (params: unknown) => unknown>> {
  const ofDocuments = Object.entries({ ...aboutPlaces, ...aboutNames, ...aboutDocuments }).map(([name, answer]) => {
    const handle = (params: unknown) => {
      const asked = askedBy(params, workspace);
      return asked && answer(asked, workspace, host);
    };
    return [`textDocument/${name}`, handle] as const;
  });
  return {
    initialize: () => capabilities,
    shutdown: () => null,
    ...Object.fromEntries(ofDocuments),
    'workspace/symbol': (params) =>
      symbols(String((params as { query?: unknown } | null)?.query ?? ''), workspace, host),
  };
}

const mostSymbols = 200;

/** Names in all documents of all projects, the first few of each document. */
function symbols(query: string, workspace: Workspace, host: LanguageHost): readonly SymbolInformation[] {
  const wanted = query.toLowerCase();
  return host.projects().flatMap((project) =>
    viewsOf(workspace.projectOf(project)).flatMap((view) =>
      flat(outline(view))
        .filter(({ name, kind }) => kind !== 'section' && name.toLowerCase().includes(wanted))
        .slice(0, mostSymbols)
        .map(({ name, kind, head }) => ({
          name,
          kind: kind === 'node' ? (5 as const) : (8 as const),
          containerName: view.id ?? view.path,
          location: { uri: host.uriOf(project, view.path), range: toRange(head, view.text.lines) },
        })),
    ),
  );
}

const flat = (items: readonly OutlineItem[]): readonly OutlineItem[] =>
  items.flatMap((item) => [item, ...flat(item.children)]);
