/** One line of the result. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'µs' | 'bytes' | 'count';
  /** What the value is compared with; null stands alone. */
  readonly peer: string | null;
  /** Value by peer; less than 1 is better than the peer. */
  readonly ratio: number | null;
  /** The most the ratio, or without a peer the value, may be. */
  readonly must: number | null;
  readonly aim: number | null;
}

/** A file of `rows/`: measures in a process of its own. */
export interface RowFile {
  rows(): Promise<readonly Row[]> | readonly Row[];
}

type Goals = Partial<Pick<Row, 'must' | 'aim'>>;

/** A value that stands alone. */
export const figure = (name: string, unit: Row['unit'], value: number, goals: Goals = {}): Row => ({
  name,
  value,
  unit,
  peer: null,
  ratio: null,
  must: null,
  aim: null,
  ...goals,
});

/** A value beside somebody else's. */
export const compared = (
  name: string,
  unit: Row['unit'],
  value: number,
  [peer, other]: readonly [string, number],
  goals: Goals = {},
): Row => ({ ...figure(name, unit, value, goals), peer, ratio: value / other });

export type Verdict = 'aim' | 'must' | 'missed' | null;

/** What a row reaches; null when nobody asked for anything. */
export function verdictOf({ value, ratio, must, aim }: Row): Verdict {
  const reached = ratio ?? value;
  if (aim !== null && reached <= aim) return 'aim';
  if (must !== null && reached > must) return 'missed';
  return must === null && aim === null ? null : must === null ? 'missed' : 'must';
}
