import type * as lsp from 'vscode-languageserver';
import { monaco } from './monaco.ts';

/** Answers of the language server in the words of the editor. */

const { languages } = monaco;

export const fromRange = ({ start, end }: lsp.Range): monaco.IRange => ({
  startLineNumber: start.line + 1,
  startColumn: start.character + 1,
  endLineNumber: end.line + 1,
  endColumn: end.character + 1,
});

/** Paths stand in addresses as they are, percent signs too. */
const toUri = (uri: string) => monaco.Uri.from({ scheme: 'document', path: uri.slice('document:'.length) });
export const toEdit = ({ range, newText }: lsp.TextEdit) => ({ range: fromRange(range), text: newText });
export const toLocation = ({ uri, range }: lsp.Location) => ({ uri: toUri(uri), range: fromRange(range) });

/** Kinds of the protocol in the editor's numbers, by name. */
const kinds: Readonly<Record<number, keyof typeof monaco.languages.CompletionItemKind>> = {
  1: 'Text',
  3: 'Function',
  5: 'Field',
  6: 'Variable',
  7: 'Class',
  10: 'Property',
  12: 'Value',
  14: 'Keyword',
  15: 'Snippet',
  16: 'Color',
  17: 'File',
  18: 'Reference',
  21: 'Constant',
  23: 'Event',
};

export function toSuggestion(item: lsp.CompletionItem): monaco.languages.CompletionItem {
  const {
    label,
    labelDetails,
    kind = 1,
    detail,
    documentation,
    textEdit,
    sortText,
    filterText,
    insertTextFormat,
    tags,
  } = item;
  const edit = textEdit as lsp.TextEdit;
  return {
    label: { label, ...(labelDetails?.description && { description: labelDetails.description }) },
    kind: languages.CompletionItemKind[kinds[kind] ?? 'Text'] as monaco.languages.CompletionItemKind,
    insertText: edit.newText,
    range: fromRange(edit.range),
    ...(detail !== undefined && { detail }),
    ...(documentation && {
      documentation: typeof documentation === 'string' ? documentation : { value: documentation.value },
    }),
    ...(sortText !== undefined && { sortText }),
    ...(filterText !== undefined && { filterText }),
    ...(insertTextFormat === 2 && { insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet }),
    ...(tags && { tags: [languages.CompletionItemTag.Deprecated] }),
    ...(item.additionalTextEdits && { additionalTextEdits: item.additionalTextEdits.map(toEdit) }),
    ...(item.command && { command: { id: item.command.command, title: item.command.title } }),
  };
}

export function toSymbol({
  name,
  detail,
  kind,
  range,
  selectionRange,
  children,
}: lsp.DocumentSymbol): monaco.languages.DocumentSymbol {
  return {
    name,
    detail: detail ?? '',
    // The editor counts from 0, the protocol from 1.
    kind: (kind - 1) as monaco.languages.SymbolKind,
    tags: [],
    range: fromRange(range),
    selectionRange: fromRange(selectionRange),
    children: (children ?? []).map(toSymbol),
  };
}

export const toWorkspaceEdit = ({ changes = {} }: lsp.WorkspaceEdit) => ({
  edits: Object.entries(changes).flatMap(([uri, edits]) =>
    edits.map((edit) => ({ resource: toUri(uri), versionId: undefined, textEdit: toEdit(edit) })),
  ),
});

export const toAction = ({ title, kind, isPreferred, edit }: lsp.CodeAction): monaco.languages.CodeAction => ({
  title,
  ...(kind !== undefined && { kind }),
  ...(isPreferred !== undefined && { isPreferred }),
  ...(edit && { edit: toWorkspaceEdit(edit) }),
});
