/** One line of the result. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'count' | 'share' | 'per second';
  /** What the value is compared with; null stands alone. */
  readonly peer: string | null;
  /** Peer by value: how many times faster. */
  readonly ratio: number | null;
  /** What the ratio, or without a peer the value, must be. */
  readonly must: Must | null;
  /** How it was measured, and what else there is to say. */
  readonly note: string | null;
}
export interface Must {
  readonly is: 'at least' | 'at most';
  readonly than: number;
}
/** A file of `rows/`: measures in a process of its own. */
export interface RowFile {
  rows(options: RowOptions): Promise<readonly Row[]>;
}
export interface RowOptions {
  /** How often pages are shot where that is the question. */
  readonly rounds: number;
  readonly browsers: readonly string[];
  /** File in which rounds are written down, and those of earlier times are; null: only these count. */
  readonly tally: string | null;
  /** After so many minutes no round begins. */
  readonly minutes: number;
}
/** A value that stands alone. */
export declare const figure: (
  name: string,
  unit: Row['unit'],
  value: number,
  more?: Partial<Pick<Row, 'must' | 'note'>>,
) => Row;
/** A time beside somebody else's. */
export declare const faster: (
  name: string,
  value: number,
  [peer, other]: readonly [string, number],
  more?: Partial<Pick<Row, 'must' | 'note'>>,
) => Row;
export declare const atLeast: (than: number) => Must;
export declare const atMost: (than: number) => Must;
/** Whether a row reaches what it must; null when nothing was asked. */
export declare function isReached({ value, ratio, must }: Row): boolean | null;
