import type { Range } from '../../diagnostics/diagnostic.ts';
import { presentationsAt } from '../colors.ts';
import { complete } from '../completion.ts';
import { fixesAt, safeFixes } from '../fixes.ts';
import { hover } from '../hover.ts';
import { signatureAt } from '../signature.ts';
import type { Span } from '../text.ts';
import { spanOf } from './asked.ts';
import { fixAll } from './capabilities.ts';
import { toCodeAction, toCompletionItem, toEdit, toRange } from './convert.ts';
import type { Answer } from './requests.ts';
import type { OpenDocument } from './workspace.ts';

/** What may be written at a place, and what is known of it. */
export const aboutPlaces: Readonly<Record<string, Answer>> = {
  completion: ({ view, offset, lines }) => ({
    isIncomplete: false,
    items: complete(view, offset).map((item, at) => toCompletionItem(item, at, lines)),
  }),
  hover({ document, view, offset, lines }, workspace) {
    const problems = workspace.diagnostics(document).filter(({ file, range }) => {
      if (!range || (file !== undefined && file !== document.path)) return false;
      const { start, end } = toSpan(range, document);
      return start <= offset && offset <= end;
    });
    const shown = hover(view, offset, problems);
    return shown && { contents: { kind: 'markdown', value: shown.about }, range: toRange(shown.span, lines) };
  },
  signatureHelp({ view, offset }) {
    const found = signatureAt(view, offset);
    if (!found) return null;
    const { label, about, parameters, active } = found;
    const signature = { label, documentation: about, parameters: parameters.map((one) => ({ label: one })) };
    return { signatures: [signature], activeSignature: 0, activeParameter: active };
  },
  colorPresentation: ({ document, view, lines, params }) =>
    presentationsAt(view, spanOf(document, params.range), params.color ?? black).map(({ label, edit }) => ({
      label,
      textEdit: toEdit(edit, lines),
    })),
  codeAction({ document, view, lines, params }, workspace) {
    const only = params.context?.only;
    const wants = (kind: string) => !only || only.some((one) => kind === one || kind.startsWith(`${one}.`));
    const own = workspace.diagnostics(document).filter(({ file }) => file === undefined || file === document.path);
    const fixes = wants('quickfix') ? fixesAt(view.text, spanOf(document, params.range), own) : [];
    const actions = fixes.map((fix) => toCodeAction(fix, document.uri, lines));
    const safe = wants(fixAll) ? safeFixes(view.text, own) : [];
    if (safe.length === 0) return actions;
    const edit = { changes: { [document.uri]: safe.map((one) => toEdit(one, lines)) } };
    return [...actions, { title: 'Fix everything that is safe to fix', kind: fixAll, edit }];
  },
};

const black = { red: 0, green: 0, blue: 0, alpha: 1 };

const toSpan = ({ start, end }: Range, { positions }: OpenDocument): Span => ({
  start: positions.offsetAt({ line: start.line - 1, character: start.column - 1 }),
  end: positions.offsetAt({ line: end.line - 1, character: end.column - 1 }),
});
