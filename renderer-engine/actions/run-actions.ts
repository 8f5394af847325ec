import { validatorFor } from '../document/schema-validator.ts';
import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import type { ActionHost, HostManifests } from '../engine.ts';
import { encodeKey, idPrefix } from '../html/dom-id.ts';
import type { ActionCode, Code, TargetCode } from '../program.ts';
import type { Effect } from './effects.ts';

/** What a run needs of the page it belongs to. */
export interface ActionRun {
  readonly host: Pick<ActionHost, 'call' | 'may'>;
  readonly manifests: HostManifests;
  /** Loop keys of the address that was sent. */
  readonly keys: readonly string[];
  /** Value of the form around, or null. */
  readonly form: Json;
  /** Code over `params`, `ctx`, `form` and what has been answered so far. */
  readonly evaluate: (code: Code, known: Known) => Json;
  /** A link within this site; null for one that leads elsewhere. */
  readonly link: (to: Json) => string | null;
  readonly errorId: string;
}

/** What an action knows of the one before it. */
export interface Known {
  readonly args: Json;
  readonly result: Json;
  readonly error: Json;
}

/** How a run ended; `failure` is one that the page has no `catch` for. */
export interface Ran {
  readonly effects: readonly Effect[];
  readonly failure: ActionFailure | null;
}

export type ActionFailure =
  | { readonly kind: 'args'; readonly problem: string }
  | { readonly kind: 'scope' }
  | { readonly kind: 'call'; readonly status: number; readonly errors: readonly { at: string; message: string }[] };

const nothingKnown: Known = { args: null, result: null, error: null };

/** Actions in their order; a failed request ends them. `given` are arguments that were sent with the first request. */
export async function runActions(
  actions: readonly ActionCode[],
  run: ActionRun,
  given: JsonObject | null,
  known: Known = nothingKnown,
  main = true,
): Promise<Ran> {
  const effects: Effect[] = [];
  for (const action of actions) {
    if (action.do !== 'request') {
      effects.push(...effectsOf(action, run, known));
      continue;
    }
    const ran = await runRequest(action, run, given, known, main);
    effects.push(...ran.effects);
    if (ran.failure) return { effects, failure: ran.failure };
  }
  return { effects, failure: null };
}

async function runRequest(
  action: ActionCode,
  run: ActionRun,
  given: JsonObject | null,
  known: Known,
  main: boolean,
): Promise<Ran> {
  const { call = '', target, swap = 'morph', then = [], catch: byStatus = {} } = action;
  const args = given ?? asMap(action.with === undefined ? run.form : run.evaluate(action.with, known));
  const failure = checkCall(call, args, run);
  if (failure?.kind === 'scope') return afterFailure(failure, 403, byStatus, args, run);
  if (failure) return { effects: [], failure };
  const answer = await run.host.call(call, args);
  if (answer.ok) {
    const again: Effect[] = target ? [{ do: 'render', address: addressOf(target, run, known), swap, main }] : [];
    const after = await runActions(then, run, null, { args, result: answer.result, error: null }, false);
    return { effects: [...again, ...after.effects], failure: after.failure };
  }
  const { status, errors = [] } = answer;
  return afterFailure({ kind: 'call', status, errors }, status, byStatus, args, run);
}

/** The `catch` of that status, else `*`; with neither the failure is the caller's. */
async function afterFailure(
  failure: ActionFailure,
  status: number,
  byStatus: NonNullable<ActionCode['catch']>,
  args: JsonObject,
  run: ActionRun,
): Promise<Ran> {
  const handler = byStatus[String(status)] ?? byStatus['*'];
  if (!handler) return { effects: [], failure };
  const error = { code: 'call', id: run.errorId, status: String(status) };
  const after = await runActions(handler, run, null, { args, result: null, error }, false);
  // Messages beside fields come back with the form even when the page does more.
  const comesBack = failure.kind === 'call' && failure.errors.length > 0;
  return { effects: after.effects, failure: after.failure ?? (comesBack ? failure : null) };
}

/** What was sent is anybody's: hiding a button protects nothing (language.md 4.3). */
function checkCall(call: string, args: JsonObject, { manifests, host }: ActionRun): ActionFailure | null {
  const calls = (manifests.calls?.['calls'] ?? {}) as Readonly<Record<string, JsonObject>>;
  const known = Object.hasOwn(calls, call) ? calls[call]! : {};
  const scope = known['scope'];
  if (typeof scope === 'string' && !host.may(scope)) return { kind: 'scope' };
  const schema = known['args'] as JsonSchema | undefined;
  // References of a manifest lead to documents that are not here; the host checks those arguments itself.
  if (schema === undefined || JSON.stringify(schema).includes('"$ref"')) return null;
  const wrong = validatorFor(schema)(args);
  return wrong ? { kind: 'args', problem: `${wrong.pointer || 'The value'} ${wrong.problem}` } : null;
}

function effectsOf(action: ActionCode, run: ActionRun, known: Known): readonly Effect[] {
  const value = (code: Code | undefined): Json => (code === undefined ? null : run.evaluate(code, known));
  const target = action.target ? addressOf(action.target, run, known) : null;
  switch (action.do) {
    case 'refresh':
      return target === null ? [] : [{ do: 'render', address: target, swap: 'morph', main: false }];
    case 'navigate': {
      const to = run.link(value(action.to ?? action.href));
      return to === null ? [] : [{ do: 'navigate', to }];
    }
    case 'emit':
      return [{ do: 'emit', event: action.event ?? '', detail: asMap(value(action.detail)) }];
    case 'toast':
      return [{ do: 'toast', tone: action.tone ?? 'neutral', message: asText(value(action.message)) }];
    case 'open':
    case 'close':
    case 'toggle':
    case 'focus':
    case 'reset':
    case 'submit':
      return target === null ? [] : [{ do: action.do, target: idPrefix + target }];
    case 'copy':
      return [{ do: 'copy', text: asText(value(action.text)) }];
    case 'print':
      return [{ do: 'print' }];
    default:
      return [];
  }
}

const addressOf = (target: TargetCode, { keys, evaluate }: ActionRun, known: Known): string =>
  target
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return typeof piece === 'number' ? (keys[piece] ?? '') : keyOf(piece[0], evaluate, known);
    })
    .join('');

/** `['$key', code]`: a key the author named. */
const keyOf = (code: Code, evaluate: ActionRun['evaluate'], known: Known): string =>
  encodeKey(Array.isArray(code) && code[0] === '$key' ? evaluate(code[1] as Code, known) : evaluate(code, known));

const asMap = (value: Json): JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {};

const asText = (value: Json): string => (value === null || typeof value === 'object' ? '' : String(value));
