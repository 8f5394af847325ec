import { modify } from 'jsonc-parser';
import type { Diagnostic, Fix, FixEdit } from '../diagnostics/diagnostic.ts';
import { pointerKeys } from '../document/pointer.ts';
import type { TextEdit } from './rename.ts';
import { childOf, nodeAt, propertiesOf, type Span, type Text, type TextNode } from './text.ts';

/** A fix as edits of the text: comments and layout elsewhere stay as they are. */
export interface QuickFix {
  readonly title: string;
  readonly safe: boolean;
  readonly diagnostic: Diagnostic;
  readonly edits: readonly TextEdit[];
}

/** Fixes of the problems that touch a stretch of the text. */
export function fixesAt(text: Text, span: Span, diagnostics: readonly Diagnostic[]): readonly QuickFix[] {
  return diagnostics
    .filter((diagnostic) => touches(text, span, diagnostic))
    .flatMap((diagnostic) => (diagnostic.fixes ?? []).flatMap((fix) => quickFix(text, diagnostic, fix) ?? []));
}

/** Every fix that never changes what a document does, in one go; those that would meet another one are left for the next. */
export function safeFixes(text: Text, diagnostics: readonly Diagnostic[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const diagnostic of diagnostics) {
    const safe = diagnostic.fixes?.find((fix) => fix.safe);
    const edits = (safe && quickFix(text, diagnostic, safe)?.edits) ?? [];
    const meets = edits.some((edit) =>
      taken.some((other) => edit.span.start <= other.span.end && other.span.start <= edit.span.end),
    );
    if (!meets) taken.push(...edits);
  }
  return taken;
}

/** The stretch a problem is shown at. */
export function spanOfProblem({ text, lines, tree }: Text, { range, pointer }: Diagnostic): Span {
  if (range) return { start: offsetOf(text, lines, range.start), end: offsetOf(text, lines, range.end) };
  const node = nodeAt(tree, pointerKeys(pointer)) ?? tree;
  return node ? { start: node.offset, end: node.offset + 1 } : { start: 0, end: 0 };
}

function offsetOf(
  text: string,
  lines: Text['lines'],
  place: { readonly line: number; readonly column: number },
): number {
  // Lines are found by halving: the first offset of a line is where its position begins.
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { line, column } = lines.position(middle);
    if (line < place.line || (line === place.line && column < place.column)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const touches = (text: Text, span: Span, diagnostic: Diagnostic): boolean => {
  const { start, end } = spanOfProblem(text, diagnostic);
  return start <= span.end && span.start <= end;
};

function quickFix(text: Text, diagnostic: Diagnostic, { title, safe, edits }: Fix): QuickFix | null {
  const changes = edits.map((edit) => textEdits(text, edit));
  if (changes.some((change) => change === null)) return null;
  return { title, safe, diagnostic, edits: changes.flatMap((change) => change ?? []) };
}

const formatting = { insertSpaces: true, tabSize: 2, eol: '\n' };

/** One operation of a fix as edits; null when its place is not in this text any more. */
function textEdits(text: Text, { op, path, from, value }: FixEdit): readonly TextEdit[] | null {
  const keys = pathIn(text.tree, path);
  if (op === 'move') return moved(text, from ?? '', path);
  if (op !== 'add' && nodeAt(text.tree, keys) === undefined) return null;
  const around = keys.length > 0 ? nodeAt(text.tree, keys.slice(0, -1)) : undefined;
  const isOneLine = around && !text.text.slice(around.offset, around.offset + around.length).includes('\n');
  const isInsertion = op === 'add' && typeof keys.at(-1) === 'number';
  const edits = modify(text.text, [...keys], op === 'remove' ? undefined : value, {
    // What stands on one line stays on one.
    ...(!isOneLine && { formattingOptions: formatting }),
    isArrayInsertion: isInsertion,
  });
  return edits.map(({ offset, length, content }) => ({ span: { start: offset, end: offset + length }, text: content }));
}

/** Within one object a move is another name for the same value. */
function moved(text: Text, from: string, path: string): readonly TextEdit[] | null {
  const keys = pointerKeys(from);
  const [target, source] = [pointerKeys(path), keys.at(-1)];
  const parent = nodeAt(text.tree, keys.slice(0, -1));
  const key = propertiesOf(parent).find(({ key: own }) => own === source)?.keyNode;
  const isSame = JSON.stringify(target.slice(0, -1)) === JSON.stringify(keys.slice(0, -1));
  if (key && isSame)
    return [{ span: { start: key.offset, end: key.offset + key.length }, text: JSON.stringify(target.at(-1)) }];
  const value = nodeAt(text.tree, keys);
  if (!value) return null;
  const added = textEdits(text, { op: 'add', path, value: text.valueOf(value) });
  const removed = textEdits(text, { op: 'remove', path: from });
  return added && removed && [...added, ...removed];
}

/** Keys of a pointer as the library wants them: positions of lists as numbers. */
function pathIn(tree: TextNode | undefined, pointer: string): readonly (string | number)[] {
  let node = tree;
  return pointerKeys(pointer).map((key) => {
    const step = node?.type === 'array' ? (key === '-' ? (node.children ?? []).length : Number(key)) : key;
    node = childOf(node, step);
    return step;
  });
}
