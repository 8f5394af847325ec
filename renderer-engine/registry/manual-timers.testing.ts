import type { Timers } from './ports.ts';

/** Time that passes when a test says so; promises settle in between. */
export function manualTimers() {
  let now = 0;
  const planned = new Set<{ readonly at: number; readonly run: () => void }>();
  const timers: Timers = (milliseconds, run) => {
    const plan = { at: now + milliseconds, run };
    planned.add(plan);
    return () => planned.delete(plan);
  };
  return {
    timers,
    now: () => now,
    async pass(milliseconds: number) {
      const end = now + milliseconds;
      await settled();
      for (;;) {
        const due = [...planned].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        planned.delete(due);
        now = due.at;
        due.run();
        await settled();
      }
      now = end;
    },
  };
}

/** Everything that only waits for promises has run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}
