/** How far a long command is, on standard error. */
export interface Progress {
  /** One more is done. */
  done(): void;
  /** A line for people, which stays. */
  tell(line: string): void;
  end(): void;
}

/** Lines a log gets. */
const lines = 10;

/**
 * `verb`: what is done, as in "compiled". On a terminal one line that changes; elsewhere, as in logs, a line for each
 * tenth. Few items need none.
 */
export function progressOf(all: number, verb: string, silent: boolean): Progress {
  const isTerminal = process.stderr.isTTY === true;
  const each = Math.max(1, Math.ceil(all / lines));
  const isShown = !silent && all >= lines;
  let count = 0;
  let isOpen = false;
  const clear = (): void => {
    if (isOpen) process.stderr.write('\r\u001b[K');
    isOpen = false;
  };
  return {
    done() {
      count += 1;
      if (!isShown) return;
      const words = `${count} of ${all} ${verb}`;
      if (isTerminal) {
        process.stderr.write(`\r${words}`);
        isOpen = true;
      } else if (count % each === 0 && count < all) process.stderr.write(`${words}\n`);
    },
    tell(line) {
      clear();
      process.stderr.write(`${line}\n`);
    },
    end: clear,
  };
}
