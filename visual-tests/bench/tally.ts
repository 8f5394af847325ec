import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What one round over the difficult pages came to in one browser. */
export interface Round {
  readonly browser: string;
  /** Whether the processors were kept busy. */
  readonly isBusy: boolean;
  readonly pages: number;
  readonly shots: number;
  readonly compared: number;
  readonly differing: number;
  /** Pairs with a picture that was none. */
  readonly unstable: number;
}

/** Rounds, those of earlier times included, a line of JSON for each. */
export interface Tally {
  of(browser: string): readonly Round[];
  add(round: Round): void;
  /** Keeps two pictures that differ beside the file, so that somebody can look why. */
  keep(name: string, before: Uint8Array, after: Uint8Array): void;
}

/** Null: in memory only. */
export function tallyIn(file: string | null): Tally {
  const text = file !== null && existsSync(file) ? readFileSync(file, 'utf8') : '';
  const rounds = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Round);
  return {
    of: (browser) => rounds.filter((round) => round.browser === browser),
    add(round) {
      rounds.push(round);
      if (file !== null) appendFileSync(file, `${JSON.stringify(round)}\n`);
    },
    keep(name, before, after) {
      if (file === null) return;
      const folder = join(dirname(file), 'differences');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${name}-1.png`), before);
      writeFileSync(join(folder, `${name}-2.png`), after);
    },
  };
}
