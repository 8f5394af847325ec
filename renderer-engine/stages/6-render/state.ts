import type { DiagnosticCode, DiagnosticParams } from '../../diagnostics/catalog.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { DataFailure, LateValues, Limits, RenderInput } from '../../engine.ts';
import type { Env } from '../../expressions/index.ts';
import { utf8Length } from '../../html/utf8-length.ts';
import type { LateSections } from './late-sections.ts';
import { type NodePlace, RenderLimitError } from './render-error.ts';
import type { RenderWatch } from './watch.ts';

/** What one render writes to. Linked ops get it and nothing else. */
export interface RenderState {
  /** What has been written and not been sent yet. */
  html: string;
  /** UTF-16 units that a stream has already handed on, and their bytes. */
  sent: number;
  sentBytes: number;
  /** Node the running op belongs to: index into `Program.nodes`. */
  node: number;
  /** Boundaries around the running op. */
  boundaries: number;
  /** Product of the lengths of the loops around the running op. */
  iterations: number;
  /** HTTP status the page asks for. */
  status: number;
  /** Whether it is settled: before that nothing is sent, however much is written. */
  hasStatus: boolean;
  /** How far `html` has been counted; starts again when it is cut. */
  counted: { readonly units: number; readonly bytes: number };
  /** The action whose question or arguments somebody wants to know. */
  readonly asking: Asking | null;
  /** Where inputs that are shown are noted, when somebody wants to know. */
  readonly shown: Shown | null;
  readonly frame: Json[];
  readonly env: Env;
  readonly params: JsonObject;
  readonly route: { readonly path: string };
  readonly failures: ReadonlyMap<string, DataFailure['status']>;
  /** Data that a stream still waits for; each is in its place, or among the failures, once its promise is fulfilled. */
  readonly pending: ReadonlyMap<string, Promise<void>>;
  /** Lazy data that nobody has given: whoever reads it comes later. */
  readonly absent: ReadonlySet<string>;
  readonly forms: FormInput;
  readonly late: LateValues;
  readonly lazy: 'settled' | 'waiting';
  /** Null where nothing can be written behind the page. */
  readonly sections: LateSections | null;
  readonly forced: NonNullable<RenderInput['forced']>;
  readonly limits: Limits;
  /** Null where nobody wants to know how components fare. */
  readonly watch: RenderWatch | null;
  report<C extends DiagnosticCode>(code: C, params: DiagnosticParams<C>): void;
  /** Where `node` stands in its document. */
  place(): NodePlace;
}

export interface Asking {
  readonly address: string;
  readonly trigger: string;
  /** Null as long as the page has not shown that action. */
  question: string | null;
  /** Of an action that no button sends; null as above. */
  given: Json;
}

export interface Shown {
  /** Id of the Form node. */
  readonly form: string;
  /** Of inputs that can be filled in. */
  readonly pointers: Set<string>;
  /** Of inputs that are shown, but closed: disabled or read-only. */
  readonly closed: Set<string>;
  /** Whether all of the form is read-only. */
  readonly: boolean;
}

export interface FormInput {
  readonly values: JsonObject;
  readonly errors: FormMessages;
  readonly warnings: FormMessages;
}

/** By Form node, then field pointer. */
type FormMessages = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Evaluates one hole. */
export type Evaluate = (state: RenderState) => Json;

/** Throws when the page has become too long or too dear; asked wherever it can have grown by much. */
export function checkLimits(state: RenderState): void {
  if (state.env.steps > state.limits.renderSteps) {
    throw new RenderLimitError('UI9101', 'the number of steps', state.limits.renderSteps, state.place());
  }
  const { sent, html, limits } = state;
  // A unit is at most three bytes: most pages need no counting.
  if ((sent + html.length) * 3 > limits.htmlBytes && isTooLong(state)) {
    throw new RenderLimitError('UI9001', 'the length of the HTML', limits.htmlBytes, state.place());
  }
}

/**
 * Counting puts the text together, which copies all of it: done only when what came since could be too much, so that a
 * page is counted a few dozen times and not once for each of its items.
 */
function isTooLong(state: RenderState): boolean {
  const { sentBytes, html, limits } = state;
  const known = countedOf(state);
  const possible = sentBytes + known.bytes + (html.length - known.units) * 3;
  return possible > limits.htmlBytes && sentBytes + bytesOf(state) > limits.htmlBytes;
}

const countedOf = ({ counted, html }: RenderState): RenderState['counted'] =>
  counted.units <= html.length ? counted : { units: 0, bytes: 0 };

/** Bytes of what is written and not sent; goes on from where it has counted to. */
function bytesOf(state: RenderState): number {
  const { html } = state;
  const known = countedOf(state);
  // Between two halves of a pair there is nothing to count up to.
  const last = html.charCodeAt(html.length - 1);
  const units = last >= 0xd800 && last <= 0xdbff ? html.length - 1 : html.length;
  if (units <= known.units) return known.bytes;
  state.counted = { units, bytes: known.bytes + utf8Length(html.slice(known.units, units)) };
  return state.counted.bytes;
}
