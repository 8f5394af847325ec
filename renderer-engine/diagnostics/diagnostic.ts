/** A place in a text. Lines and columns count from 1; columns are UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type Severity = 'error' | 'warning' | 'info';

/** One RFC 6902 operation on the document that holds the problem. */
export interface FixEdit {
  readonly op: 'add' | 'remove' | 'replace' | 'move';
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** `safe` means: never changes what the document does, so it may be applied on save. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly FixEdit[];
}

export interface Related {
  readonly message: string;
  readonly document?: string;
  readonly pointer: string;
  readonly range?: Range;
}

/**
 * What the author should know about a document (language.md 11). Data, so that editors, the command line and the
 * server show the same thing. `code` is permanent; `message` may change.
 */
export interface Diagnostic {
  /** `UI` and four digits. */
  readonly code: string;
  /** `stage/name`, the readable form of `code`. */
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  /** `id@version` of the document that holds the problem, once known. */
  readonly document?: string;
  /** File as the caller named it in the compile options or the document source. */
  readonly file?: string;
  /** Nearest node id. */
  readonly node?: string;
  /** RFC 6901 pointer into that document; `''` is its root. */
  readonly pointer: string;
  readonly range?: Range;
  readonly hint?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly docs: string;
}
