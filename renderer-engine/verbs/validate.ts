import type { Json, JsonObject, ValidationMode } from '../document/types.ts';
import type { RenderContext } from './render.ts';

export interface ValidateOptions {
  /** Default: what the form says. */
  readonly mode?: ValidationMode;
  /** False: checks of the host are left out, e.g. while someone is still typing; the result is not `complete` then. */
  readonly async?: boolean;
  /** `change`: only rules that run as soon as a value changes; the schema still says which of them can. Default: all. */
  readonly when?: 'submit' | 'change';
  readonly ctx?: RenderContext;
  readonly params?: JsonObject;
  readonly data?: JsonObject;
  /** Milliseconds for all of it; checks unfinished by then are `timedOut`, never valid. Default 2,000. */
  readonly budget?: number;
}

export interface FieldError {
  /** JSON Pointer into the value. */
  readonly at: string;
  /** Rule id, or the JSON Schema keyword. */
  readonly rule: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export interface LayerResult {
  readonly layer: 1 | 2 | 3;
  readonly valid: boolean;
  readonly ran: boolean;
  readonly timedOut: readonly string[];
  /** Rules that were not run: a field they read failed layer 1, an earlier layer did, or the host was not to be asked. */
  readonly skipped: readonly string[];
  readonly errors: readonly FieldError[];
}

export interface ValidationResult {
  readonly valid: boolean;
  /** False when a rule was not run or not decided, so that `valid` speaks of the others only. */
  readonly complete: boolean;
  readonly layers: readonly LayerResult[];
  readonly errors: readonly FieldError[];
  /** The value, projected to the schema. */
  readonly value: Json;
}
