import { colorsIn } from '../colors.ts';
import type { DocumentView } from '../project.ts';
import { semanticKinds, semanticTokens } from '../semantic-tokens.ts';
import { folds, formatted, outline, surroundings } from '../structure.ts';
import { spanOf } from './asked.ts';
import { toEdit, toRange, toSymbol } from './convert.ts';
import type { Answer } from './requests.ts';

/** What a document is made of, as a whole. */
export const aboutDocuments: Readonly<Record<string, Answer>> = {
  formatting: ({ view, lines }) => formatted(view.text).map((edit) => toEdit(edit, lines)),
  rangeFormatting: ({ document, view, lines, params }) =>
    formatted(view.text, spanOf(document, params.range)).map((edit) => toEdit(edit, lines)),
  foldingRange: ({ view, lines }) =>
    folds(view.text).map(({ span, kind }) => {
      const { start, end } = toRange(span, lines);
      // The closing bracket stays in sight.
      const endLine = kind ? end.line : Math.max(start.line, end.line - 1);
      return { startLine: start.line, endLine, ...(kind && { kind }) };
    }),
  selectionRange: ({ document, view, lines, params }) =>
    (params.positions ?? []).map((position) => {
      const spans = surroundings(view.text, document.positions.offsetAt(position));
      const ranges = spans.map((span) => toRange(span, lines)).reverse();
      return (
        ranges.reduce<object | undefined>((parent, range) => ({ range, ...(parent && { parent }) }), undefined) ?? {
          range: { start: position, end: position },
        }
      );
    }),
  documentSymbol: ({ view, lines }) => outline(view).map((item) => toSymbol(item, lines)),
  'semanticTokens/full': ({ view }) => ({ data: encoded(view) }),
  documentColor: ({ view, lines }) => colorsIn(view).map(({ span, color }) => ({ range: toRange(span, lines), color })),
};

/** Five numbers per word: lines and characters from the word before, length, kind, no modifiers. */
function encoded({ text }: DocumentView): readonly number[] {
  let line = 0;
  let character = 0;
  return semanticTokens(text).flatMap(({ span, kind }) => {
    const { start } = toRange(span, text.lines);
    const down = start.line - line;
    const right = down === 0 ? start.character - character : start.character;
    line = start.line;
    character = start.character;
    return [down, right, span.end - span.start, semanticKinds.indexOf(kind), 0];
  });
}
