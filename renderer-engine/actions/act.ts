import { isAllowed } from '../document/access.ts';
import type { Json, JsonObject } from '../document/types.ts';
import type { ActionAnswer, ActionHost, ActionRequest, RenderInput } from '../engine.ts';
import type { ActionEntry, Program } from '../program.ts';
import { ownAddress } from '../stages/6-render/site.ts';
import { type Acting, type ActionTools, withData } from './acting.ts';
import { confirmationPage } from './confirmation-page.ts';
import type { Effect } from './effects.ts';
import { findAction } from './find-action.ts';
import { pageLink, partialAnswer } from './partial-answer.ts';
import { type ActionFailure, type Ran, runActions } from './run-actions.ts';
import { messagesByField, readSubmission, type Submission, shownAgain } from './submission.ts';

/** Answers one action (language.md 4.3): decoded, checked, handed to the host, and what follows carried out. */
export async function act(
  program: Program,
  request: ActionRequest,
  host: ActionHost,
  tools: ActionTools,
): Promise<ActionAnswer> {
  const found = findAction(program, request.address, request.trigger);
  if (!found) return refused(404, 'unknown');
  if (!isAllowed(found.entry.access ?? [], request.ctx?.user ?? null)) return refused(403, 'scope');
  const { params, status } = tools.dataRequests(program, inputOf(request));
  if (status !== null) return refused(status, 'params');
  const acting: Acting = { program, request, host, tools, found, input: { ...inputOf(request), params } };
  if (found.entry.trigger === 'live') return answerLive(acting);
  const { form, trigger } = found.entry;
  return form && trigger === 'submit' ? submitForm(acting, form) : runAction(acting);
}

const inputOf = ({ params = {}, ctx = {}, late = {} }: ActionRequest): RenderInput => ({ params, ctx, late });

const refused = (status: number, reason: Extract<ActionAnswer, { kind: 'refused' }>['reason']): ActionAnswer => ({
  kind: 'refused',
  status,
  reason,
});

async function runAction(acting: Acting): Promise<ActionAnswer> {
  const { request, found, tools, program } = acting;
  const [action] = found.entry.actions;
  const given = argumentsIn(request);
  if (!action || given === null) return refused(400, 'args');
  if (action.do === 'download') return download(acting, action.call ?? '', given);
  if (action.confirm && !request.partial && !request.confirmed) return askFirst(acting);
  const form = found.entry.form ? await valueOfForm(acting, found.entry.form) : null;
  const ran = await runActions(found.entry.actions, runOf(acting, form), given);
  return ran.failure ? afterFailure(acting, ran, ran.failure) : finish(acting, ran.effects);

  async function valueOfForm(here: Acting, { name, node }: NonNullable<ActionEntry['form']>): Promise<Json> {
    const submission = await submissionOf(here, name, node, await withData(here, node));
    return submission ? { value: submission.value, errors: {}, state: 'submitted' } : null;
  }

  async function askFirst(here: Acting): Promise<ActionAnswer> {
    const input = await withData(here);
    const question = tools.renderer.question(program, input, request.address, request.trigger);
    if (question === null) return refused(404, 'unknown');
    const say = tools.renderer.speaker(program, input);
    return { kind: 'confirm', html: confirmationPage({ ...here, question, say }) };
  }
}

/** `_with` as it came: a map, `{}` without one, null when it is none. */
function argumentsIn({ fields }: ActionRequest): JsonObject | null {
  const text = [...fields].findLast(([name]) => name === '_with')?.[1];
  if (text === undefined) return {};
  try {
    const value = JSON.parse(text) as Json;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

async function download(acting: Acting, call: string, args: JsonObject): Promise<ActionAnswer> {
  const { calls = {} } = (acting.tools.manifests.calls ?? {}) as {
    readonly calls?: Readonly<Record<string, JsonObject>>;
  };
  const known = Object.hasOwn(calls, call) ? calls[call]! : {};
  // A request by GET may come from anywhere, so only what has no effect is answered (UI5105).
  if (known['safe'] !== true) return refused(403, 'scope');
  let sent: JsonObject | null = null;
  const taking = {
    ...runOf(acting, null).host,
    call: async (_: string, all: JsonObject) => {
      sent = all;
      return { ok: true, result: null } as const;
    },
  };
  const ran = await runActions([{ do: 'request', call }], { ...runOf(acting, null), host: taking }, args);
  if (ran.failure) return afterFailure(acting, ran, ran.failure);
  return { kind: 'download', call, args: sent ?? {} };
}

function runOf({ program, input, tools, host, found, request }: Acting, form: Json) {
  const evaluate = tools.renderer.evaluator(program, input, form);
  return {
    host,
    manifests: tools.manifests,
    keys: found.keys,
    form: form === null ? null : ((form as JsonObject)['value'] ?? null),
    evaluate,
    link: (to: Json) => pageLink(to, program, input, tools.site),
    errorId: request.late?.errorId ?? '',
  };
}

async function submitForm(acting: Acting, { name, node }: NonNullable<ActionEntry['form']>): Promise<ActionAnswer> {
  const { program, tools, request, found } = acting;
  const input = await withData(acting, needsAllData(program, name) ? undefined : request.address);
  const submission = await submissionOf(acting, name, node, input);
  if (!submission) return refused(404, 'unknown');
  const { ctx = {}, params = {}, data = {} } = input;
  const checked = await tools.validate(program, name, submission.value, { ctx, params, data });
  if (!checked.valid) {
    const unsure =
      checked.layers.some((layer) => layer.timedOut.length > 0) &&
      checked.errors.every(({ severity }) => severity === 'warning');
    if (unsure) return afterFailure(acting, { effects: [], failure: null }, { kind: 'call', status: 503, errors: [] });
    return invalid(acting, node, submission, messagesByField(checked.errors));
  }
  const form = { value: checked.value, errors: {}, state: 'submitted' };
  const ran = await runActions(found.entry.actions, runOf(acting, form), null);
  if (!ran.failure) return finish(acting, ran.effects);
  const { failure } = ran;
  if (failure.kind !== 'call' || failure.errors.length === 0) return afterFailure(acting, ran, failure);
  const errors = failure.errors.map((error) => ({ ...error, severity: 'error' as const }));
  return invalid(acting, node, submission, messagesByField(errors), ran.effects);
}

/** Rules of the third layer read any data; the rest of a form reads what its fragment does. */
const needsAllData = ({ contract }: Program, form: string): boolean =>
  contract.forms[form]!.rules.some((rule) => rule.layer === 3);

async function submissionOf(
  { program, request, tools, found }: Acting,
  name: string,
  node: string,
  input: RenderInput,
): Promise<Submission | null> {
  const contract = program.contract.forms[name];
  if (!contract) return null;
  // A button inside of a form has an address of its own.
  const isForm = found.entry.trigger === 'submit' || found.entry.trigger === 'live';
  const formAddress = isForm ? request.address : node;
  const fields = [...request.fields].filter(([field]) => field.startsWith('/'));
  return readSubmission(fields, contract, found.entry.keep ?? [], input.ctx?.timeZone, (typed) =>
    tools.renderer.shownFields(program, formAddress, { ...input, form: { [node]: typed } }, node),
  );
}

/** The form comes back with its messages: alone to a script, with its whole page to a plain browser. */
async function invalid(
  acting: Acting,
  node: string,
  { typed }: Submission,
  errors: Readonly<Record<string, readonly string[]>>,
  effects: readonly Effect[] = [],
): Promise<ActionAnswer> {
  if (!acting.request.partial) {
    return { kind: 'page', status: 422, input: shownAgain(await withData(acting), node, typed, errors) };
  }
  const input = shownAgain(await withData(acting, acting.request.address), node, typed, errors);
  return partialAnswer(acting, { effects, status: 422, refused: { address: acting.request.address, input } });
}

async function afterFailure(acting: Acting, { effects }: Ran, failure: ActionFailure): Promise<ActionAnswer> {
  const status = failure.kind === 'args' ? 400 : failure.kind === 'scope' ? 403 : failure.status;
  const reason = failure.kind === 'call' ? 'call' : failure.kind;
  if (!acting.request.partial) return refused(status, reason);
  const say = acting.tools.renderer.speaker(acting.program, acting.input);
  const toast: Effect = { do: 'toast', tone: 'danger', message: say('failed.action') };
  return partialAnswer(acting, { effects: [...effects, toast], status });
}

async function finish(acting: Acting, effects: readonly Effect[]): Promise<ActionAnswer> {
  if (acting.request.partial) return partialAnswer(acting, { effects, status: 200 });
  const { program, input, tools } = acting;
  const next = effects.findLast((effect) => effect.do === 'navigate');
  return {
    kind: 'redirect',
    to: next?.to ?? ownAddress(program, input.params ?? {}, {}, '/', tools.site),
    toasts: effects.filter((effect) => effect.do === 'toast'),
  };
}

/** The parts of a form that depend on what was entered, as they are with it (language.md 4.2, `live`). */
async function answerLive(acting: Acting): Promise<ActionAnswer> {
  const { program, found, tools } = acting;
  const { form, live = [] } = found.entry;
  if (!form) return refused(404, 'unknown');
  const own = found.keys;
  const addresses = live.map((target) =>
    target.map((piece) => (typeof piece === 'number' ? (own[piece] ?? '') : String(piece))).join(''),
  );
  const input = await withData(acting);
  const submission = await submissionOf(acting, form.name, form.node, input);
  if (!submission) return refused(404, 'unknown');
  const shown = { ...input, form: { [form.node]: submission.typed } };
  const parts = addresses.map((address) => ({
    address,
    html: tools.renderer.fragment(program, address, shown)?.html ?? '',
  }));
  return partialAnswer(acting, { effects: [], status: 200, parts });
}
