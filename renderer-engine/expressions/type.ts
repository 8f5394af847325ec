import type { HostSignature } from './host-functions.ts';
import type { ExpressionProblem } from './problem.ts';

/**
 * What is known about a value: the union of the kinds that are set. No kind at all means that no value is possible.
 * Literal lists narrow a kind to these values (from `enum`, `const` or a literal).
 */
export interface Type {
  /** Nothing is known; no other key matters. */
  readonly any?: true;
  readonly null?: true;
  readonly boolean?: true;
  readonly number?: true | readonly number[];
  readonly text?: true | readonly string[];
  /** ISO calendar day, `format: date`. */
  readonly date?: true;
  /** RFC 3339 instant, `format: date-time`. */
  readonly datetime?: true;
  readonly list?: Type;
  readonly map?: MapType;
}

export interface MapType {
  /** Optional properties include null. */
  readonly properties: Readonly<Record<string, Type>>;
  /** Type of every other property; null when reading another one is a mistake. */
  readonly rest: Type | null;
  /** It may contain itself: what is in it is made when somebody looks, and has no end. */
  readonly recursive?: true;
}

/** What the checker knows about one name. */
export interface Binding {
  readonly type: Type;
  /** Dependency path the name stands for, e.g. `data.orders.items[]` for a loop name; the name itself by default. */
  readonly path?: string;
}

/** The names an expression sees, innermost first. */
export interface Scope {
  find(name: string): Binding | undefined;
  /** For did-you-mean. */
  names(): readonly string[];
  /** Argument types of a message (`key` or `alias:key`); undefined when there is none. Without it, `t` is not checked. */
  message?(key: string): Readonly<Record<string, Type>> | undefined;
  /** For did-you-mean in `t`. */
  messageKeys?(): readonly string[];
  /** What a message marks up, in any language. */
  messageMarkup?(key: string): readonly string[];
  /** Functions of the host that may be called here. */
  hostFunctions?(): ReadonlyMap<string, HostSignature>;
  /** Markup that a node stands around where this text is shown. */
  readonly wraps?: readonly string[];
}

/** What the checker found out about a template. */
export interface CheckedTemplate {
  readonly type: Type;
  readonly problems: readonly ExpressionProblem[];
  /** Dependency paths, sorted, e.g. `data.orders.items[].status`. */
  readonly reads: readonly string[];
  /** Reads no name and calls nothing that depends on locale, time zone or time. */
  readonly constant: boolean;
}
