import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  Diagnostic as LspDiagnostic,
  TextEdit as LspTextEdit,
  Range,
} from 'vscode-languageserver';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Lines } from '../../stages/1-parse/lines.ts';
import type { QuickFix } from '../fixes.ts';
import type { Item, ItemKind } from '../items.ts';
import type { TextEdit } from '../rename.ts';
import type { OutlineItem } from '../structure.ts';
import type { Span } from '../text.ts';

/** Our answers in the words of the Language Server Protocol: lines and characters from 0, kinds as numbers. */

export const toRange = ({ start, end }: Span, lines: Lines): Range => ({
  start: toPosition(start, lines),
  end: toPosition(end, lines),
});

const toPosition = (offset: number, lines: Lines) => {
  const { line, column } = lines.position(offset);
  return { line: line - 1, character: column - 1 };
};

export const toEdit = ({ span, text }: TextEdit, lines: Lines): LspTextEdit => ({
  range: toRange(span, lines),
  newText: text,
});

const itemKinds: Readonly<Record<ItemKind, CompletionItem['kind']>> = {
  key: 14,
  prop: 10,
  type: 7,
  value: 12,
  token: 21,
  color: 16,
  reference: 18,
  document: 17,
  function: 3,
  variable: 6,
  property: 5,
  message: 1,
  snippet: 15,
  event: 23,
};

export function toCompletionItem(item: Item, at: number, lines: Lines): CompletionItem {
  const { label, kind, detail, about, replace, insert, snippet, filter, deprecated, also, again } = item;
  return {
    label,
    kind: itemKinds[kind]!,
    // Beside the label in every row, not only in the chosen one.
    ...(detail !== undefined && { detail, labelDetails: { description: shortened(detail) } }),
    ...(about && { documentation: { kind: 'markdown', value: about } }),
    textEdit: { range: toRange(replace, lines), newText: insert },
    insertTextFormat: snippet ? 2 : 1,
    filterText: filter,
    sortText: String(at).padStart(5, '0'),
    ...(deprecated && { tags: [1 as const] }),
    ...(also && { additionalTextEdits: also.map((edit) => toEdit(edit, lines)) }),
    ...(again && { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } }),
  };
}

const shortened = (detail: string): string => (detail.length > 48 ? `${detail.slice(0, 47)}…` : detail);

const severities = { error: 1, warning: 2, info: 3 } as const;

export function toDiagnostic(diagnostic: Diagnostic, uri: string): LspDiagnostic {
  const { code, severity, message, hint, range, docs, related } = diagnostic;
  const places = (related ?? []).filter((one) => one.range && one.document === undefined);
  return {
    range: toPlace(range),
    severity: severities[severity],
    code,
    codeDescription: { href: docs },
    source: 'studio',
    message: hint ? `${message}\n${hint}` : message,
    ...(code === 'UI8004' && { tags: [2 as const] }),
    ...(places.length > 0 && {
      relatedInformation: places.map((one) => ({
        location: { uri, range: toPlace(one.range) },
        message: one.message,
      })),
    }),
  };
}

/** Problems without a place stand at the first sign. */
const toPlace = (range: Diagnostic['range']): Range => {
  const start = range ? { line: range.start.line - 1, character: range.start.column - 1 } : { line: 0, character: 0 };
  const end = range ? { line: range.end.line - 1, character: range.end.column - 1 } : { line: 0, character: 1 };
  return { start, end };
};

export const toCodeAction = ({ title, safe, diagnostic, edits }: QuickFix, uri: string, lines: Lines): CodeAction => ({
  title,
  kind: 'quickfix',
  isPreferred: safe || (diagnostic.fixes?.length ?? 0) === 1,
  diagnostics: [toDiagnostic(diagnostic, uri)],
  edit: { changes: { [uri]: edits.map((edit) => toEdit(edit, lines)) } },
});

const symbolKinds = { section: 3, node: 5, text: 15, entry: 8 } as const;

export const toSymbol = (item: OutlineItem, lines: Lines): DocumentSymbol => ({
  name: item.name || '(no name)',
  detail: item.detail,
  kind: symbolKinds[item.kind],
  range: toRange(item.span, lines),
  selectionRange: toRange(item.head, lines),
  children: item.children.map((child) => toSymbol(child, lines)),
});
