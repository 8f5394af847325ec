/** One line of the result. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'count' | 'share' | 'per second';
  /** What the value is compared with, and its value; null stands alone. */
  readonly peer: readonly [name: string, value: number] | null;
  /** What the value, or with a peer the value by the peer's, must be. */
  readonly must: readonly ['≥' | '≤', number] | null;
  /** How it was measured, and what else there is to say. */
  readonly note: string;
}

/** A file of `rows/`: measures in a process of its own. */
export interface RowFile {
  rows(): Promise<readonly Row[]>;
}

type More = Partial<Pick<Row, 'must' | 'note'>>;

/** A value that stands alone. */
export const figure = (name: string, unit: Row['unit'], value: number, more: More = {}): Row => ({
  name,
  value,
  unit,
  peer: null,
  must: null,
  note: '',
  ...more,
});

/** Requests per second beside somebody else's. */
export const rate = (name: string, value: number, peer: readonly [string, number], more: More = {}): Row => ({
  ...figure(name, 'per second', value, more),
  peer,
});

export const atLeast = (than: number) => ['≥', than] as const;
export const atMost = (than: number) => ['≤', than] as const;

/** Value by peer; null stands alone. */
export const ratioOf = ({ value, peer }: Row): number | null => (peer === null ? null : value / peer[1]);

/** Whether a row reaches what it must; null when nothing was asked. */
export function isReached(row: Row): boolean | null {
  if (row.must === null) return null;
  const [is, than] = row.must;
  const measured = ratioOf(row) ?? row.value;
  return is === '≥' ? measured >= than : measured <= than;
}
