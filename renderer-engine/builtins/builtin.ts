import type { DiagnosticCode, DiagnosticParams } from '../diagnostics/catalog.ts';
import type { JsonObject } from '../document/types.ts';
import type { Env } from '../expressions/index.ts';

/**
 * What markup is made with: a component's `Out` at compile time, a text of escaped markup at render. Values are escaped
 * by their context in both, and `href` and `src` go through the rules for URLs (language.md 9.2).
 */
export interface Markup {
  element(
    tag: string,
    attributes: Readonly<Record<string, string | number | boolean | null>>,
    body?: (() => void) | undefined,
  ): void;
  text(value: string): void;
}

/** What a built-in may know of the render besides its arguments. */
export interface BuiltinPlace {
  readonly env: Env;
  /** A mistake that the author should hear about; the markup is written all the same. */
  report<C extends DiagnosticCode>(code: C, params: DiagnosticParams<C>): void;
}

/**
 * Engine code that runs at render (language.md 9.7 `call`): pure, gets plain arguments, and writes its whole markup or
 * throws `BuiltinFailure`; then nothing of it is shown.
 */
export type Builtin = (args: JsonObject, to: Markup, place: BuiltinPlace) => void;

/** A built-in cannot make its markup; its node fails (language.md 4.6). */
export class BuiltinFailure extends Error {
  readonly limit: string;
  readonly value: number;
  readonly most: number;
  constructor(limit: string, value: number, most: number) {
    super(`${limit}: ${value} is more than ${most}.`);
    this.limit = limit;
    this.value = value;
    this.most = most;
  }
}
