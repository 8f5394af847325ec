/** Milliseconds of one call, for each of the contestants. */
export type Times<Name extends string> = Readonly<Record<Name, number>>;

interface Effort {
  readonly rounds: number;
  /** Each round runs a contestant for about this long. */
  readonly milliseconds: number;
}

/**
 * Turn by turn, so that whatever slows the machine down slows all of them down. What is counted is the time the thread
 * was on a processor, so that other work on the machine does not count; of all rounds the one at the lowest quarter, so
 * that rounds in which others emptied the processor's caches do not count either. Rounds are long beside the 4 ms in
 * which systems count that time, and long enough for several collections of garbage.
 */
export async function measure<Name extends string>(
  contestants: Readonly<Record<Name, () => unknown>>,
  { rounds, milliseconds }: Effort = { rounds: 25, milliseconds: 100 },
): Promise<Times<Name>> {
  const names = Object.keys(contestants) as Name[];
  const calls = new Map<Name, number>();
  for (const name of names) calls.set(name, await callsWithin(contestants[name], milliseconds));
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const count = calls.get(name)!;
      const start = processorTime();
      await repeat(contestants[name], count);
      times.get(name)!.push((processorTime() - start) / count);
    }
  }
  return Object.fromEntries(names.map((name) => [name, lowQuarter(times.get(name)!)])) as Times<Name>;
}

/** Milliseconds this thread has been running. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Only what answers later is waited for: waiting costs time, too. */
async function repeat(run: () => unknown, count: number): Promise<void> {
  for (let call = 0; call < count; call++) {
    const answer = run();
    if (answer instanceof Promise) await answer;
  }
}

/** Also warms the code up: half a second of calls before anything counts. */
async function callsWithin(run: () => unknown, milliseconds: number): Promise<number> {
  const [began, start] = [performance.now(), processorTime()];
  let calls = 0;
  while (performance.now() - began < 500 || processorTime() - start < 100) {
    await repeat(run, 1);
    calls += 1;
  }
  return Math.max(1, Math.round((calls * milliseconds) / (processorTime() - start)));
}

/** A quarter of the values is lower. */
export const lowQuarter = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 4)]!;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** V8 puts concatenated strings together when they are first read; nobody can send one before. */
export const asOneText = (text: string): number => text.charCodeAt(text.length - 1);
