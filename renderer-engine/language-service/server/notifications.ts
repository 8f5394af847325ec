import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { isMap } from '../types.ts';
import { isRange } from './asked.ts';
import type { StoredProject, Workspace } from './workspace.ts';

/** What became of a document of an editor. */
export interface News {
  readonly uri: string;
  readonly isOpen: boolean;
  readonly project: StoredProject | undefined;
}

/** Follows what editors tell of their documents. Null for what is no such message: nobody waits for an answer to it. */
export function follow(method: string, params: unknown, workspace: Workspace): News | null {
  if (!isMap(params) || !isMap(params['textDocument'])) return null;
  const { textDocument: told, contentChanges } = params;
  const { uri, text, version: numbered } = told;
  if (typeof uri !== 'string') return null;
  const version = typeof numbered === 'number' ? numbered : 0;
  const before = workspace.find(uri)?.project;
  switch (method) {
    case 'textDocument/didOpen':
      if (typeof text !== 'string') return null;
      workspace.open(uri, text, version);
      break;
    case 'textDocument/didChange':
      if (!Array.isArray(contentChanges) || !contentChanges.every(isChange)) return null;
      workspace.change(uri, contentChanges as unknown as TextDocumentContentChangeEvent[], version);
      break;
    case 'textDocument/didClose':
      workspace.close(uri);
      return { uri, isOpen: false, project: before };
    default:
      return null;
  }
  return { uri, isOpen: true, project: workspace.find(uri)?.project };
}

const isChange = (change: unknown): boolean =>
  isMap(change) && typeof change['text'] === 'string' && (change['range'] === undefined || isRange(change['range']));
