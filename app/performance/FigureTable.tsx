import type { ReactNode } from 'react';
import { NumberHeads } from '../ui/NumberHeads.tsx';

interface Props {
  readonly title: string;
  /** Heads of the columns that say what a row is about, then of those with its numbers. */
  readonly words: readonly string[];
  readonly numbers: readonly string[];
  /** Rows. */
  readonly children: ReactNode;
}

/** A table of figures under its title; narrow windows scroll it. */
export const FigureTable = ({ title, words, numbers, children }: Props) => (
  <>
    <h3>{title}</h3>
    <div className="performance-scroll">
      <table className="performance-table">
        <thead>
          <tr>
            {words.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <NumberHeads names={numbers} />
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  </>
);
