import type { ReleaseRow } from './tables.ts';

/** What is kept of a page's styles in one theme, beside the file. */
export interface StoredSheet {
  /** Whose theme it is; null: the project's, for whoever has none. */
  readonly tenant: string | null;
  /** Below `_ui/`. */
  readonly address: string;
  /** Rules of the first view; empty when there are none. */
  readonly critical: string;
}

/** Sheets of a release; those that were stored before there were several have only their address. */
export const readSheets = ({
  stylesheet,
  sheets,
}: Pick<ReleaseRow, 'stylesheet' | 'sheets'>): readonly StoredSheet[] =>
  sheets === null
    ? [{ tenant: null, address: stylesheet, critical: '' }]
    : (JSON.parse(sheets) as readonly StoredSheet[]);
