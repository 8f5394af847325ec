import { withoutSecretFields } from './log-shape.ts';
import type { Sample } from './prometheus.ts';

const names: ReadonlyMap<number, string> = new Map([
  [10, 'trace'],
  [20, 'debug'],
  [30, 'info'],
  [40, 'warn'],
  [50, 'error'],
  [60, 'fatal'],
]);

/** How much is logged; no secret is. */
export interface LogLines {
  /** As pino calls it for each line that its level lets through. */
  logMethod(this: unknown, args: unknown[], method: (...args: never[]) => void, level: number): void;
  samples(): readonly Sample[];
}

export function countLogLines(): LogLines {
  const counts = new Map([...names.values()].map((name) => [name, 0]));
  return {
    logMethod(args, method, level) {
      const name = names.get(level) ?? 'info';
      counts.set(name, counts.get(name)! + 1);
      const [first, ...rest] = args;
      method.apply(this as never, [withoutSecretFields(first), ...rest] as never);
    },
    samples: () => [...counts].map(([level, count]) => [{ level }, count] as const),
  };
}
