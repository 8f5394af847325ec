/**
 * Changed pixels as runs within rows, from the top and from the left: three numbers each, row, first column and the one
 * behind the last.
 */
export type Runs = Uint32Array<ArrayBuffer>;

/** Collects runs in their order. */
export interface RunList {
  add(row: number, first: number, behind: number): void;
  /** Pixels added. */
  pixels(): number;
  runs(): Runs;
}

/** Noise all over a large page would take gigabytes; from here on what is between two runs of a row belongs to them. */
const mostRuns = 2_000_000;

export function runList(most = mostRuns): RunList {
  let numbers = new Uint32Array(3 * 256);
  let length = 0;
  let pixels = 0;
  const add = (row: number, first: number, behind: number) => {
    pixels += behind - first;
    if (length >= most * 3 && numbers[length - 3] === row) {
      numbers[length - 1] = behind;
      return;
    }
    if (length === numbers.length) numbers = doubled(numbers);
    numbers[length] = row;
    numbers[length + 1] = first;
    numbers[length + 2] = behind;
    length += 3;
  };
  return { add, pixels: () => pixels, runs: () => numbers.slice(0, length) };
}

/** Calls back with every run. */
export function eachRun(runs: Runs, visit: (row: number, first: number, behind: number) => void): void {
  for (let at = 0; at < runs.length; at += 3) visit(runs[at]!, runs[at + 1]!, runs[at + 2]!);
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(numbers.length * 2);
  grown.set(numbers);
  return grown;
}
