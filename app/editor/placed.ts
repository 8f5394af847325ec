import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Diagnostic, Position, Range } from '#engine';
import { heavyReason } from './heavy.ts';

/**
 * Gives problems found while rendering, which know only their pointer, their place in the text. Those of other
 * documents are left as they are; `id` is the own document's.
 */
export function placed(diagnostics: readonly Diagnostic[], text: string, id: string | null): readonly Diagnostic[] {
  const isLost = ({ range, document }: Diagnostic) =>
    !range && (document === undefined || document.replace(/@.*$/, '') === id);
  if (!diagnostics.some(isLost) || heavyReason(text) !== null) return diagnostics;
  const root = parseTree(text);
  if (!root) return diagnostics;
  return diagnostics.map((problem) => {
    const node = isLost(problem) ? findNodeAtLocation(root, segments(problem.pointer)) : undefined;
    return node ? { ...problem, range: rangeOf(text, node.offset, node.length) } : problem;
  });
}

/** `/view/children/0` → `['view', 'children', 0]`. */
const segments = (pointer: string): (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^(0|[1-9]\d*)$/.test(part) ? Number(part) : part));

/** Only the first line of what is meant: a whole subtree underlined would hide everything else. */
function rangeOf(text: string, offset: number, length: number): Range {
  const start = positionAt(text, offset);
  const lineEnd = text.indexOf('\n', offset);
  const end = Math.min(offset + length, lineEnd < 0 ? text.length : lineEnd);
  return { start, end: { line: start.line, column: start.column + Math.max(1, end - offset) } };
}

export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
