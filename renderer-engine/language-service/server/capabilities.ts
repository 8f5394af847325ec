import type { InitializeResult } from 'vscode-languageserver';
import { semanticKinds } from '../semantic-tokens.ts';

/** Code action that applies everything that is safe. */
export const fixAll = 'source.fixAll.studio';

/** What the server tells an editor first. */
export const capabilities: InitializeResult = {
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
