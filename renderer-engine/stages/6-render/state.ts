import type { DiagnosticCode, DiagnosticParams } from '../../diagnostics/catalog.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { DataFailure, LateValues, Limits, RenderInput } from '../../engine.ts';
import type { Env } from '../../expressions/index.ts';
import { RenderLimitError } from './render-error.ts';
import type { RenderWatch } from './watch.ts';

/** What one render writes to. Linked ops get it and nothing else. */
export interface RenderState {
  /** What has been written and not been sent yet. */
  html: string;
  /** UTF-16 units that a stream has already handed on. */
  sent: number;
  /** Node the running op belongs to: index into `Program.nodes`. */
  node: number;
  /** Boundaries around the running op. */
  boundaries: number;
  /** Product of the lengths of the loops around the running op. */
  iterations: number;
  /** HTTP status the page asks for. */
  status: number;
  readonly frame: Json[];
  readonly env: Env;
  readonly params: JsonObject;
  readonly route: { readonly path: string };
  readonly failures: ReadonlyMap<string, DataFailure['status']>;
  readonly forms: FormInput;
  readonly late: LateValues;
  readonly lazy: 'settled' | 'waiting';
  readonly forced: NonNullable<RenderInput['forced']>;
  readonly limits: Limits;
  /** Null where nobody wants to know how components fare. */
  readonly watch: RenderWatch | null;
  report<C extends DiagnosticCode>(code: C, params: DiagnosticParams<C>): void;
}

export interface FormInput {
  readonly values: JsonObject;
  readonly errors: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Evaluates one hole. */
export type Evaluate = (state: RenderState) => Json;

/** Throws when the page has become too long or too dear; asked wherever it can have grown by much. */
export function checkLimits(state: RenderState): void {
  if (state.env.steps > state.limits.renderSteps) {
    throw new RenderLimitError('UI9101', 'the number of steps', state.limits.renderSteps);
  }
  if (state.sent + state.html.length > state.limits.htmlBytes) {
    throw new RenderLimitError('UI9001', 'the length of the HTML', state.limits.htmlBytes);
  }
}
