import type { Position, Range } from '../../diagnostics/diagnostic.ts';

/** Offsets of a text → lines and columns, both from 1. */
export interface Lines {
  position(offset: number): Position;
  range(start: number, end: number): Range;
}

/** Finds line starts once, on first use. `\r\n`, `\n` and `\r` end a line. */
export function linesOf(text: string): Lines {
  let starts: readonly number[] | undefined;
  const position = (offset: number): Position => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
  return { position, range: (start, end) => ({ start: position(start), end: position(end) }) };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}
