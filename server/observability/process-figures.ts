import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How the process as a whole fares. */
export interface ProcessFigures {
  read(): {
    /** Seconds of processor time since it started. */
    readonly processor: { readonly user: number; readonly system: number };
    /** Seconds by which timers were late since the last look, in the middle and at worst. */
    readonly late: { readonly median: number; readonly p99: number; readonly most: number };
    /** Seconds since it started. */
    readonly running: number;
  };
  stop(): void;
}

export function watchProcess(): ProcessFigures {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  // What is measured is the time from one look to the next, of which 20 ms are as they should be.
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - 0.02);
  return {
    read() {
      const { user, system } = process.cpuUsage();
      const figures = {
        processor: { user: user / 1e6, system: system / 1e6 },
        late: { median: late(delay.percentile(50)), p99: late(delay.percentile(99)), most: late(delay.max) },
        running: process.uptime(),
      };
      delay.reset();
      return figures;
    },
    stop: () => void delay.disable(),
  };
}
