/**
 * The lines that differ, as `diff -u` marks them, with three lines around each change. Longest common subsequence after
 * the equal beginning and end are set aside; very large differences are shown as one block.
 */
export function lineDifference(before: string, after: string): readonly string[] {
  const [left, right] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  )
    end++;
  const marked = [
    ...left.slice(0, start).map((line) => ` ${line}`),
    ...between(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...left.slice(left.length - end).map((line) => ` ${line}`),
  ];
  return around(marked);
}

const context = 3;
const mostCells = 4_000_000;

function between(left: readonly string[], right: readonly string[]): readonly string[] {
  if (left.length * right.length > mostCells)
    return [...left.map((line) => `-${line}`), ...right.map((line) => `+${line}`)];
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        left[i] === right[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      lines.push(` ${left[i++]}`);
      j++;
    } else if (j >= right.length || (i < left.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!))
      lines.push(`-${left[i++]}`);
    else lines.push(`+${right[j++]}`);
  }
  return lines;
}

/** Unchanged lines far from any change are left out. */
function around(marked: readonly string[]): readonly string[] {
  const isShown = marked.map(() => false);
  marked.forEach((line, at) => {
    if (line.startsWith(' ')) return;
    for (let near = Math.max(0, at - context); near <= at + context && near < marked.length; near++)
      isShown[near] = true;
  });
  return marked.flatMap((line, at) => {
    if (!isShown[at]) return [];
    return at > 0 && !isShown[at - 1] ? ['@@', line] : [line];
  });
}
