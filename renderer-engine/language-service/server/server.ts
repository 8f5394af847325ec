import type { InitializeResult, SymbolInformation, WorkspaceEdit } from 'vscode-languageserver';
import { colorsIn, presentationsAt } from '../colors.ts';
import { complete } from '../completion.ts';
import { fixesAt, safeFixes } from '../fixes.ts';
import { hover } from '../hover.ts';
import { type DocumentView, referred, viewAt, viewOf, viewsOf } from '../project.ts';
import { semanticKinds, semanticTokens } from '../semantic-tokens.ts';
import { signatureAt } from '../signature.ts';
import { folds, formatted, links, outline, surroundings } from '../structure.ts';
import { definitionsAt, type ProjectEdit, referencesAt, rename, renameTarget } from '../symbols.ts';
import { toCodeAction, toCompletionItem, toDiagnostic, toEdit, toRange, toSymbol } from './convert.ts';
import { type LanguageHost, newWorkspace, type OpenDocument } from './workspace.ts';

/** A mistake in a request, or one that cannot be granted; goes back as the error of the answer. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly code: number;
  constructor(message: string, code = requestFailed) {
    super(message);
    this.code = code;
  }
}
const requestFailed = -32803;
const methodNotFound = -32601;

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
  const waiting = new Set<string>();
  const closed = new Set<string>();

  const documentOf = (params: unknown): OpenDocument | null =>
    workspace.find((params as { textDocument: { uri: string } }).textDocument.uri);
  const ask: Ask = (params) => {
    const document = documentOf(params);
    if (!document) return null;
    const view = viewOf(workspace.projectOf(document.project), document.text);
    const { position } = params as { position?: { line: number; character: number } };
    const offset = position ? document.positions.offsetAt(position) : 0;
    return { document, view, offset, lines: view.text.lines, params: params as Params };
  };

  const within = (answer: (asked: Asked) => unknown) => (params: unknown) => {
    const asked = ask(params);
    return asked ? answer(asked) : null;
  };
  /** Places in any document of the project. */
  const toLocations = ({ document }: Asked, places: readonly { readonly path: string; readonly span: Span }[]) => {
    const project = workspace.projectOf(document.project);
    return places.flatMap(({ path, span }) => {
      const view = viewAt(project, path);
      // What ships with the engine is no file anybody could open.
      if (!view || path === 'core/theme') return [];
      return [{ uri: host.uriOf(document.project, path), range: toRange(span, view.text.lines) }];
    });
  };
  const toWorkspaceEdit = ({ document }: Asked, edits: ProjectEdit): WorkspaceEdit => {
    const project = workspace.projectOf(document.project);
    const changes = Object.entries(edits).flatMap(([path, own]) => {
      const view = viewAt(project, path);
      return view
        ? [[host.uriOf(document.project, path), own.map((edit) => toEdit(edit, view.text.lines))] as const]
        : [];
    });
    return { changes: Object.fromEntries(changes) };
  };

  const requests: Readonly<Record<string, (params: unknown) => unknown>> = {
    initialize: () => capabilities,
    shutdown: () => null,
    'textDocument/completion': within(({ view, offset, lines }) => ({
      isIncomplete: false,
      items: complete(view, offset).map((item, at) => toCompletionItem(item, at, lines)),
    })),
    'textDocument/hover': within(({ document, view, offset, lines }) => {
      const problems = workspace.diagnostics(document).filter(({ file, range }) => {
        if (!range || (file !== undefined && file !== document.path)) return false;
        const { start, end } = toRangeOffsets(range, document);
        return start <= offset && offset <= end;
      });
      const shown = hover(view, offset, problems);
      return shown && { contents: { kind: 'markdown', value: shown.about }, range: toRange(shown.span, lines) };
    }),
    'textDocument/definition': within((asked) => toLocations(asked, definitionsAt(asked.view, asked.offset))),
    'textDocument/references': within((asked) => {
      const own = asked.params.context?.includeDeclaration ?? true;
      const found = referencesAt(asked.view, asked.offset).filter(({ role }) => own || role === 'uses');
      return toLocations(asked, found);
    }),
    'textDocument/documentHighlight': within(({ document, view, offset, lines }) =>
      referencesAt(view, offset)
        .filter(({ path }) => path === document.path)
        .map(({ span, role }) => ({ range: toRange(span, lines), kind: role === 'declares' ? 3 : 2 })),
    ),
    'textDocument/prepareRename': within(({ view, offset, lines }) => {
      const target = renameTarget(view, offset);
      if (!target.ok) throw new RequestRefused(target.reason);
      return { range: toRange(target.span, lines), placeholder: target.name };
    }),
    'textDocument/rename': within((asked) => {
      const answer = rename(asked.view, asked.offset, asked.params.newName ?? '');
      if (!answer.ok) throw new RequestRefused(answer.reason);
      return toWorkspaceEdit(asked, answer.edits);
    }),
    'textDocument/codeAction': within((asked) => codeActions(asked)),
    'textDocument/formatting': within(({ view, lines }) => formatted(view.text).map((edit) => toEdit(edit, lines))),
    'textDocument/rangeFormatting': within(({ document, view, lines, params }) =>
      formatted(view.text, spanOf(document, params.range)).map((edit) => toEdit(edit, lines)),
    ),
    'textDocument/foldingRange': within(({ view, lines }) =>
      folds(view.text).map(({ span, kind }) => {
        const { start, end } = toRange(span, lines);
        // The closing bracket stays in sight.
        const endLine = kind ? end.line : Math.max(start.line, end.line - 1);
        return { startLine: start.line, endLine, ...(kind && { kind }) };
      }),
    ),
    'textDocument/selectionRange': within(({ document, view, lines, params }) =>
      (params.positions ?? []).map((position) => {
        const spans = surroundings(view.text, document.positions.offsetAt(position));
        const ranges = spans.map((span) => toRange(span, lines)).reverse();
        return (
          ranges.reduce<object | undefined>((parent, range) => ({ range, ...(parent && { parent }) }), undefined) ?? {
            range: { start: position, end: position },
          }
        );
      }),
    ),
    'textDocument/documentSymbol': within(({ view, lines }) => outline(view).map((item) => toSymbol(item, lines))),
    'textDocument/semanticTokens/full': within(({ view, lines }) => ({ data: encodeTokens(view, lines) })),
    'textDocument/documentLink': within(({ document, view, lines }) =>
      links(view).flatMap(({ name, span }) => {
        const target = referred(view.project, name);
        if (!target || target.path === 'core/theme') return [];
        return [{ range: toRange(span, lines), target: host.uriOf(document.project, target.path) }];
      }),
    ),
    'textDocument/documentColor': within(({ view, lines }) =>
      colorsIn(view).map(({ span, color }) => ({ range: toRange(span, lines), color })),
    ),
    'textDocument/colorPresentation': within(({ document, view, lines, params }) =>
      presentationsAt(view, spanOf(document, params.range), params.color ?? black).map(({ label, edit }) => ({
        label,
        textEdit: toEdit(edit, lines),
      })),
    ),
    'textDocument/signatureHelp': within(({ view, offset }) => {
      const found = signatureAt(view, offset);
      if (!found) return null;
      const { label, about, parameters, active } = found;
      const signature = { label, documentation: about, parameters: parameters.map((one) => ({ label: one })) };
      return { signatures: [signature], activeSignature: 0, activeParameter: active };
    }),
    'workspace/symbol': (params) => workspaceSymbols((params as { query: string }).query),
  };

  const codeActions = ({ document, view, lines, params }: Asked) => {
    const only = params.context?.only;
    const wants = (kind: string) => !only || only.some((one) => kind === one || kind.startsWith(`${one}.`));
    const own = workspace.diagnostics(document).filter(({ file }) => file === undefined || file === document.path);
    const fixes = wants('quickfix') ? fixesAt(view.text, spanOf(document, params.range), own) : [];
    const actions = fixes.map((fix) => toCodeAction(fix, document.uri, lines));
    const safe = wants(fixAll) ? safeFixes(view.text, own) : [];
    if (safe.length === 0) return actions;
    const edit = { changes: { [document.uri]: safe.map((one) => toEdit(one, lines)) } };
    return [...actions, { title: 'Fix everything that is safe to fix', kind: fixAll, edit }];
  };

  const workspaceSymbols = (query: string): readonly SymbolInformation[] => {
    const wanted = query.toLowerCase();
    return host.projects().flatMap((project) =>
      viewsOf(workspace.projectOf(project)).flatMap((view) => {
        const uri = host.uriOf(project, view.path);
        const flat = (items: ReturnType<typeof outline>): ReturnType<typeof outline> =>
          items.flatMap((item) => [item, ...flat(item.children)]);
        return flat(outline(view))
          .filter(({ name, kind }) => kind !== 'section' && name.toLowerCase().includes(wanted))
          .slice(0, mostSymbols)
          .map(({ name, kind, head }) => ({
            name,
            kind: kind === 'node' ? (5 as const) : (8 as const),
            containerName: view.id ?? view.path,
            location: { uri, range: toRange(head, view.text.lines) },
          }));
      }),
    );
  };

  const changed = (uri: string) => {
    const document = workspace.find(uri);
    if (!document) return;
    // Others may use what changed.
    for (const other of workspace.all()) if (other.project === document.project) waiting.add(other.uri);
  };

  const notifications: Readonly<Record<string, (params: never) => void>> = {
    'textDocument/didOpen': ({ textDocument }: { textDocument: { uri: string; text: string; version: number } }) => {
      workspace.open(textDocument.uri, textDocument.text, textDocument.version);
      changed(textDocument.uri);
    },
    'textDocument/didChange': ({
      textDocument,
      contentChanges,
    }: {
      textDocument: { uri: string; version: number };
      contentChanges: Parameters<typeof workspace.change>[1];
    }) => {
      workspace.change(textDocument.uri, contentChanges, textDocument.version);
      changed(textDocument.uri);
    },
    'textDocument/didClose': ({ textDocument: { uri } }: { textDocument: { uri: string } }) => {
      changed(uri);
      workspace.close(uri);
      waiting.delete(uri);
      closed.add(uri);
    },
  };

  return {
    request(method, params) {
      const handle = Object.hasOwn(requests, method) ? requests[method] : undefined;
      if (!handle) throw new RequestRefused(`There is no method "${method.slice(0, 80)}".`, methodNotFound);
      return handle(params);
    },
    notify(method, params) {
      if (Object.hasOwn(notifications, method)) notifications[method]!(params as never);
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

type Span = { readonly start: number; readonly end: number };
type LspRange = { start: { line: number; character: number }; end: { line: number; character: number } };

/** What requests bring besides a document and a position. */
interface Params {
  readonly range?: LspRange;
  readonly newName?: string;
  readonly positions?: readonly LspRange['start'][];
  readonly color?: typeof black;
  readonly context?: { readonly includeDeclaration?: boolean; readonly only?: readonly string[] };
}

interface Asked {
  readonly document: OpenDocument;
  readonly view: DocumentView;
  readonly offset: number;
  readonly lines: DocumentView['text']['lines'];
  readonly params: Params;
}
type Ask = (params: unknown) => Asked | null;

const black = { red: 0, green: 0, blue: 0, alpha: 1 };
const mostSymbols = 200;
const fixAll = 'source.fixAll.studio';

const spanOf = ({ positions }: OpenDocument, range: LspRange | undefined): Span => ({
  start: range ? positions.offsetAt(range.start) : 0,
  end: range ? positions.offsetAt(range.end) : positions.getText().length,
});

const toRangeOffsets = (
  { start, end }: { readonly start: { line: number; column: number }; readonly end: { line: number; column: number } },
  { positions }: OpenDocument,
): Span => ({
  start: positions.offsetAt({ line: start.line - 1, character: start.column - 1 }),
  end: positions.offsetAt({ line: end.line - 1, character: end.column - 1 }),
});

/** Five numbers per word: lines and characters from the word before, length, kind, no modifiers. */
function encodeTokens(view: DocumentView, lines: DocumentView['text']['lines']): readonly number[] {
  let line = 0;
  let character = 0;
  return semanticTokens(view.text).flatMap(({ span, kind }) => {
    const { start } = toRange(span, lines);
    const down = start.line - line;
    const right = down === 0 ? start.character - character : start.character;
    line = start.line;
    character = start.character;
    return [down, right, span.end - span.start, semanticKinds.indexOf(kind), 0];
  });
}

const capabilities: InitializeResult = {
  serverInfo: { name: 'Schema Studio' },
  capabilities: {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2 },
    completionProvider: { triggerCharacters: ['"', '{', '.', ':', '|', "'", '/', '#', '$', '('] },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    renameProvider: { prepareProvider: true },
    codeActionProvider: { codeActionKinds: ['quickfix', fixAll] },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    colorProvider: true,
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
    semanticTokensProvider: { legend: { tokenTypes: [...semanticKinds], tokenModifiers: [] }, full: true },
  },
};
