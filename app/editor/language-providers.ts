import type * as lsp from 'vscode-languageserver';
import type { language } from '#engine';
import { pathOf } from './document-uri.ts';
import { type LanguageClient, toRange } from './language-client.ts';
import { monaco } from './monaco.ts';
import { fromRange, toAction, toEdit, toLocation, toSuggestion, toSymbol, toWorkspaceEdit } from './to-monaco.ts';

type Model = monaco.editor.ITextModel;

/** What the providers need of the rest of the editor. */
export interface LanguagePorts {
  /** Makes the text of a document known to the editor. */
  prepare(path: string): Promise<void>;
  /** Opens documents, because they are about to be edited, and comes back to the one that is shown. */
  openAll(paths: readonly string[]): Promise<void>;
  reveal(path: string, range: monaco.IRange): Promise<void>;
}

const { languages } = monaco;
const selector = { language: 'json', scheme: 'document' };

/** The language server behind Monaco: each of its questions goes to the client, each answer comes back in its words. */
export function registerLanguage(client: LanguageClient, ports: LanguagePorts): void {
  const at = (position: monaco.Position) => ({
    position: { line: position.lineNumber - 1, character: position.column - 1 },
  });
  const ask = <T>(method: string, model: Model, params: object, token: monaco.CancellationToken) =>
    client.ask<T>(method, model, params, { token });

  languages.registerCompletionItemProvider(selector, {
    triggerCharacters: ['"', '{', '.', ':', '|', "'", '/', '#', '$', '(', ' '],
    async provideCompletionItems(model, position, { triggerCharacter }, token) {
      if (triggerCharacter === ' ' && !isBehindPipe(model, position)) return null;
      const list = await ask<lsp.CompletionList>('completion', model, at(position), token);
      return { suggestions: (list?.items ?? []).map(toSuggestion) };
    },
  });
  languages.registerHoverProvider(selector, {
    async provideHover(model, position, token) {
      const found = await ask<lsp.Hover>('hover', model, at(position), token);
      if (!found) return null;
      const { value } = found.contents as lsp.MarkupContent;
      // Problems are shown by the editor itself already.
      const about = value.split('\n\n---\n\n').filter((part) => !/\[UI\d{4}\]/.test(part));
      return { contents: about.map((one) => ({ value: one })), ...(found.range && { range: fromRange(found.range) }) };
    },
  });
  languages.registerDefinitionProvider(selector, {
    provideDefinition: async (model, position, token) =>
      (await ask<lsp.Location[]>('definition', model, at(position), token))?.map(toLocation) ?? [],
  });
  languages.registerReferenceProvider(selector, {
    async provideReferences(model, position, { includeDeclaration }, token) {
      const context = { includeDeclaration };
      const found = (await ask<lsp.Location[]>('references', model, { ...at(position), context }, token)) ?? [];
      const places = found.map(toLocation);
      await Promise.all([...new Set(places.map(({ uri }) => pathOf(uri)))].map(ports.prepare));
      return places;
    },
  });
  languages.registerDocumentHighlightProvider(selector, {
    provideDocumentHighlights: async (model, position, token) =>
      (await ask<lsp.DocumentHighlight[]>('documentHighlight', model, at(position), token))?.map(({ range, kind }) => ({
        range: fromRange(range),
        kind: kind === 3 ? languages.DocumentHighlightKind.Write : languages.DocumentHighlightKind.Read,
      })) ?? [],
  });
  languages.registerDocumentSymbolProvider(selector, {
    provideDocumentSymbols: async (model, token) =>
      (await ask<lsp.DocumentSymbol[]>('documentSymbol', model, {}, token))?.map(toSymbol) ?? [],
  });
  languages.registerRenameProvider(selector, {
    async resolveRenameLocation(model, position, token) {
      let refused: string | null = null;
      const onRefused = (sentence: string) => {
        refused = sentence;
      };
      const found = await client.ask<{ range: lsp.Range; placeholder: string }>('prepareRename', model, at(position), {
        token,
        onRefused,
      });
      if (found) return { range: fromRange(found.range), text: found.placeholder };
      return {
        range: monaco.Range.fromPositions(position),
        text: '',
        rejectReason: refused ?? 'There is no name here.',
      };
    },
    async provideRenameEdits(model, position, newName, token) {
      let refused: string | null = null;
      const onRefused = (sentence: string) => {
        refused = sentence;
      };
      const edit = await client.ask<lsp.WorkspaceEdit>(
        'rename',
        model,
        { ...at(position), newName },
        { token, onRefused },
      );
      if (!edit) return { edits: [], rejectReason: refused ?? 'The name could not be changed.' };
      const changes = toWorkspaceEdit(edit);
      // What is changed is kept like any other edit, so each document is opened first.
      await ports.openAll([...new Set(changes.edits.map(({ resource }) => pathOf(resource)))]);
      return changes;
    },
  });
  languages.registerCodeActionProvider(selector, {
    async provideCodeActions(model, range, { only, trigger }, token) {
      // The light bulb is asked for whenever problems change: it waits until nobody types, the preview comes first.
      if (trigger === languages.CodeActionTriggerType.Auto && !(await isQuiet(token))) return null;
      const context = { diagnostics: [], ...(only && { only: [only] }) };
      const actions = await ask<lsp.CodeAction[]>('codeAction', model, { range: toRange(range), context }, token);
      return { actions: (actions ?? []).map(toAction), dispose: () => undefined };
    },
  });
  const format = async (method: string, model: Model, params: object, token: monaco.CancellationToken) =>
    (await ask<lsp.TextEdit[]>(method, model, params, token))?.map(toEdit) ?? [];
  languages.registerDocumentFormattingEditProvider(selector, {
    provideDocumentFormattingEdits: (model, _, token) => format('formatting', model, {}, token),
  });
  languages.registerDocumentRangeFormattingEditProvider(selector, {
    provideDocumentRangeFormattingEdits: (model, range, _, token) =>
      format('rangeFormatting', model, { range: toRange(range) }, token),
  });
  languages.registerFoldingRangeProvider(selector, {
    provideFoldingRanges: async (model, _, token) =>
      (await ask<lsp.FoldingRange[]>('foldingRange', model, {}, token))?.map(({ startLine, endLine }) => ({
        start: startLine + 1,
        end: endLine + 1,
      })) ?? [],
  });
  languages.registerDocumentSemanticTokensProvider(selector, {
    getLegend: () => ({ tokenTypes: [...tokenTypes], tokenModifiers: [] }),
    async provideDocumentSemanticTokens(model, _, token) {
      const asked = model.getVersionId();
      const found = await ask<lsp.SemanticTokens>('semanticTokens/full', model, {}, token);
      // Places of a text that has changed since may lie behind the ends of its lines; the next answer is under way.
      if (model.isDisposed() || model.getVersionId() !== asked) return null;
      return found && { data: new Uint32Array(found.data) };
    },
    releaseDocumentSemanticTokens: () => undefined,
  });
  languages.registerColorProvider(selector, {
    provideDocumentColors: async (model, token) =>
      (await ask<lsp.ColorInformation[]>('documentColor', model, {}, token))?.map(({ range, color }) => ({
        range: fromRange(range),
        color,
      })) ?? [],
    provideColorPresentations: async (model, { range, color }, token) =>
      (await ask<lsp.ColorPresentation[]>('colorPresentation', model, { range: toRange(range), color }, token))?.map(
        ({ label, textEdit }) => ({ label, ...(textEdit && { textEdit: toEdit(textEdit) }) }),
      ) ?? [],
  });
  languages.registerSignatureHelpProvider(selector, {
    signatureHelpTriggerCharacters: ['(', ','],
    async provideSignatureHelp(model, position, token) {
      const found = await ask<lsp.SignatureHelp>('signatureHelp', model, at(position), token);
      return found && { value: found as unknown as monaco.languages.SignatureHelp, dispose: () => undefined };
    },
  });
  monaco.editor.registerEditorOpener({
    async openCodeEditor(_, resource, place) {
      if (resource.scheme !== 'document') return false;
      const range = place && 'startLineNumber' in place ? place : null;
      const { lineNumber = 1, column = 1 } = place && 'lineNumber' in place ? place : {};
      await ports.reveal(pathOf(resource), range ?? new monaco.Range(lineNumber, column, lineNumber, column));
      return true;
    },
  });
}

/** A space is typed all the time; what begins there without a letter is a function behind `|`. */
const isBehindPipe = (model: Model, { lineNumber, column }: monaco.Position): boolean =>
  model
    .getLineContent(lineNumber)
    .slice(0, column - 1)
    .endsWith('| ');

/** Waits for a pause in typing; false when there was none. */
async function isQuiet(token: monaco.CancellationToken): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  return !token.isCancellationRequested;
}

/** As the server lists them, or this does not compile; colored by the editor's themes. */
const tokenTypes: typeof language.semanticKinds = [
  'variable',
  'parameter',
  'property',
  'function',
  'string',
  'number',
  'operator',
  'keyword',
  'macro',
];
