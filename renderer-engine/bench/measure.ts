/** Median milliseconds of one call, for each of the contestants. */
export type Medians<Name extends string> = Readonly<Record<Name, number>>;

interface Effort {
  readonly rounds: number;
  /** Each round runs a contestant for about this long. */
  readonly milliseconds: number;
}

/** Turn by turn, so that whatever slows the machine down slows all of them down. */
export function measure<Name extends string>(
  contestants: Readonly<Record<Name, () => unknown>>,
  { rounds, milliseconds }: Effort,
): Medians<Name> {
  const names = Object.keys(contestants) as Name[];
  const calls = new Map(names.map((name) => [name, callsWithin(contestants[name], milliseconds)]));
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const count = calls.get(name)!;
      const start = performance.now();
      for (let call = 0; call < count; call++) contestants[name]();
      times.get(name)!.push((performance.now() - start) / count);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name)!)])) as Medians<Name>;
}

/** Also warms the code up: half a second of calls before anything counts. */
function callsWithin(run: () => unknown, milliseconds: number): number {
  const warm = performance.now();
  let calls = 0;
  while (performance.now() - warm < 500) {
    run();
    calls += 1;
  }
  return Math.max(1, Math.round((calls * milliseconds) / 500));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
