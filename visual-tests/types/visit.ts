import type { JsonObject } from '#engine';

/** How a page is visited: from where, and with a fresh world for each picture. */
export interface Visits {
  /** Path and query. */
  readonly address: string;
  begin(): Visit;
}

/** One visit: everything the page asks for is answered as its server would, and noted. */
export interface Visit {
  /** Null: the request is for one of the page's files. Rejects with a sentence. */
  answer(asked: VisitorAsked): Promise<VisitorAnswered | null>;
  /** In the order they were made. */
  readonly calls: readonly CallMade[];
  /** What was wrong with forms that came back. */
  readonly found: readonly FormError[];
}

export interface VisitorAsked {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** URL-encoded fields. */
  readonly body: string | null;
  /** A script asks, and stays in the page. */
  readonly isPartial: boolean;
}

export interface VisitorAnswered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface CallMade {
  readonly call: string;
  readonly with: JsonObject;
}

/** One message of a form: at a field, by the rule or keyword that says it. */
export interface FormError {
  /** JSON Pointer into the value. */
  readonly at: string;
  readonly rule: string;
  readonly message: string;
}

/** What a case expects that is not so, as a sentence with what was found. */
export interface BrokenExpectation {
  /** Node it is about; null: about none. */
  readonly node: string | null;
  readonly message: string;
}
