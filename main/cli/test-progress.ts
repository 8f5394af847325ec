import type { Payload } from '#contract';

/** How far the visual test of a document is, on standard error. */
export interface TestProgress {
  tell(told: Payload<'visual.progress'>): void;
  end(): void;
}

/** A log gets a line no more often than this. */
const betweenLines = 15_000;

/** On a terminal one line that changes; elsewhere a line now and then. `silent`: nothing. */
export function testProgress(path: string, silent: boolean): TestProgress {
  const isTerminal = process.stderr.isTTY === true;
  let toldAt = performance.now();
  let isOpen = false;
  return {
    tell({ run, done, skipped, secondsLeft }) {
      if (silent || run.state !== 'running') return;
      const words = [
        `${path}: ${done} of ${run.total}`,
        ...(skipped > 0 ? [`${skipped} not shot again`] : []),
        ...(secondsLeft === null ? [] : [`about ${secondsLeft} s left`]),
      ].join(', ');
      if (isTerminal) {
        process.stderr.write(`\r\u001b[K${words}`);
        isOpen = true;
      } else if (performance.now() - toldAt > betweenLines) {
        toldAt = performance.now();
        process.stderr.write(`${words}\n`);
      }
    },
    end() {
      if (isOpen) process.stderr.write('\r\u001b[K');
      isOpen = false;
    },
  };
}
