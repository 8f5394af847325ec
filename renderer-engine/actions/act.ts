import { isAllowed } from '../document/access.ts';
import type { Json } from '../document/types.ts';
import type { ActionAnswer, ActionHost, ActionRequest, RenderInput } from '../engine.ts';
import type { ActionEntry, Program, TargetCode } from '../program.ts';
import { ownAddress } from '../stages/6-render/site.ts';
import { type Acting, type ActionTools, withData } from './acting.ts';
import { confirmationPage } from './confirmation-page.ts';
import { download } from './download.ts';
import type { Effect } from './effects.ts';
import { findAction } from './find-action.ts';
import { partialAnswer } from './partial-answer.ts';
import { type ActionFailure, type Ran, runActions } from './run-actions.ts';
import { runOf } from './run-of.ts';
import { sentArguments } from './sent-arguments.ts';
import { type FormMessages, messagesOf, readSubmission, type Submission, shownAgain } from './submission.ts';

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
  const { request, found, program } = acting;
  const { entry } = found;
  const [action] = entry.actions;
  if (!action) return refused(400, 'args');
  const sent = await sentArguments(acting, entry, action);
  if (sent === 'hidden') return refused(404, 'unknown');
  if (sent === 'wrong') return refused(400, 'args');
  if (action.do === 'download') {
    const file = await download(acting, action, sent === 'fields' ? {} : sent.values);
    return file.kind === 'download' ? file : afterFailure(acting, [], file);
  }
  if (action.confirm && !request.partial && !request.confirmed) return askFirst(acting);
  const form = entry.form ? await formAround(acting, entry.form) : null;
  const ran = await runActions(
    entry.actions,
    runOf(acting, form && formScope(form)),
    sent === 'fields' ? null : sent.values,
  );
  if (!ran.failure) return finish(acting, ran.effects);
  return form ? afterFormFailure(acting, form, ran, ran.failure) : afterFailure(acting, ran.effects, ran.failure);

  async function askFirst(here: Acting): Promise<ActionAnswer> {
    const { renderer } = here.tools;
    const input = await withData(here);
    const { question } = renderer.asked(program, input, request.address, request.trigger);
    if (question === null) return refused(404, 'unknown');
    const say = renderer.speaker(program, input);
    return { kind: 'confirm', html: confirmationPage({ ...here, question, say }) };
  }
}

/** The Form around a button: what was typed into it comes along. */
async function formAround(
  acting: Acting,
  { name, node, at = [] }: NonNullable<ActionEntry['form']>,
): Promise<SentForm | null> {
  const address = addressAt(at, acting.found.keys);
  const submission = await submissionOf(acting, { name, node, address }, await withData(acting, address));
  return submission && { node, address, submission };
}

interface SentForm {
  /** Key of `RenderInput.form`. */
  readonly node: string;
  readonly address: string;
  readonly submission: Submission;
}

const formScope = ({ submission }: SentForm): Json => ({ value: submission.value, errors: {}, state: 'submitted' });

/** An address in which the keys of the one that was asked for stand. */
const addressAt = (target: TargetCode, keys: readonly string[]): string =>
  target.map((piece) => (typeof piece === 'number' ? (keys[piece] ?? '') : String(piece))).join('');

async function submitForm(acting: Acting, { name, node }: NonNullable<ActionEntry['form']>): Promise<ActionAnswer> {
  const { program, tools, request, found } = acting;
  const { address } = request;
  const input = await withData(acting, needsAllData(program, name) ? undefined : address);
  const submission = await submissionOf(acting, { name, node, address }, input);
  if (!submission) return refused(404, 'unknown');
  if (submission.readonly) return afterFailure(acting, [], { kind: 'scope' });
  const sent: SentForm = { node, address, submission };
  const { ctx = {}, params = {}, data = {} } = input;
  const checked = await tools.validate(program, name, submission.value, { ctx, params, data });
  if (!checked.valid) {
    const unsure =
      checked.layers.some((layer) => layer.timedOut.length > 0) &&
      checked.errors.every(({ severity }) => severity === 'warning');
    if (unsure) return afterFailure(acting, [], { kind: 'call', status: 503, errors: [] });
    acting.host.found?.(checked.errors);
    return invalid(acting, sent, messagesOf(checked.errors));
  }
  const form = { value: checked.value, errors: {}, state: 'submitted' };
  const ran = await runActions(found.entry.actions, runOf(acting, form), null);
  if (ran.failure) return afterFormFailure(acting, sent, ran, ran.failure);
  // The form is done with, so what is worth a thought is said in passing.
  const warnings = checked.errors.map(({ message }): Effect => ({ do: 'toast', tone: 'warning', message }));
  return finish(acting, [...ran.effects, ...warnings]);
}

/** What the host says of single fields stands beside them. */
function afterFormFailure(
  acting: Acting,
  form: SentForm,
  { effects }: Ran,
  failure: ActionFailure,
): Promise<ActionAnswer> {
  if (failure.kind !== 'call' || failure.errors.length === 0) return afterFailure(acting, effects, failure);
  const errors = failure.errors.map((error) => ({ ...error, severity: 'error' as const }));
  acting.host.found?.(errors.map((error) => ({ ...error, rule: 'call' })));
  return invalid(acting, form, messagesOf(errors), effects);
}

/** Rules of the third layer read any data; the rest of a form reads what its fragment does. */
const needsAllData = ({ contract }: Program, form: string): boolean =>
  contract.forms[form]!.rules.some((rule) => rule.layer === 3);

async function submissionOf(
  { program, request, tools, found }: Acting,
  { name, node, address }: { readonly name: string; readonly node: string; readonly address: string },
  input: RenderInput,
): Promise<Submission | null> {
  const contract = program.contract.forms[name];
  if (!contract) return null;
  const fields = [...request.fields].filter(([field]) => field.startsWith('/'));
  return readSubmission(fields, contract, found.entry.keep ?? [], input.ctx?.timeZone, (typed) =>
    tools.renderer.shownFields(program, address, { ...input, form: { [node]: typed } }, node),
  );
}

/** The form comes back with its messages: alone to a script, with its whole page to a plain browser. */
async function invalid(
  acting: Acting,
  { node, address, submission: { typed } }: SentForm,
  messages: FormMessages,
  effects: readonly Effect[] = [],
): Promise<ActionAnswer> {
  if (!acting.request.partial) {
    return { kind: 'page', status: 422, input: shownAgain(await withData(acting), node, typed, messages) };
  }
  const input = shownAgain(await withData(acting, address), node, typed, messages);
  return partialAnswer(acting, { effects, status: 422, refused: { address, input } });
}

async function afterFailure(acting: Acting, effects: readonly Effect[], failure: ActionFailure): Promise<ActionAnswer> {
  const status = failure.kind === 'args' ? 400 : failure.kind === 'scope' ? 403 : failure.status;
  const reason = failure.kind === 'call' ? 'call' : failure.kind;
  if (!acting.request.partial) return refused(status, reason);
  const say = acting.tools.renderer.speaker(acting.program, acting.input);
  const message = say(failure.kind === 'scope' ? 'failed.forbidden' : 'failed.action');
  return partialAnswer(acting, {
    effects: [...effects, { do: 'toast', tone: 'danger', message }],
    status: statusForScript(status),
  });
}

/** 422 means that a form comes back, and 410 that the page itself is gone: what a host says of its own is neither. */
const statusForScript = (status: number): number =>
  status === 422 ? 400 : status === 410 ? 404 : status >= 400 && status <= 599 ? status : 502;

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
  const addresses = live.map((target) => addressAt(target, found.keys));
  const input = await withData(acting);
  const submission = await submissionOf(acting, { ...form, address: acting.request.address }, input);
  if (!submission) return refused(404, 'unknown');
  const messages = await messagesNow(acting, form.name, submission, input);
  const shown = shownAgain(input, form.node, submission.typed, messages);
  const parts = addresses.map((address) => ({
    address,
    html: tools.renderer.fragment(program, address, shown)?.html ?? '',
  }));
  return partialAnswer(acting, { effects: [], status: 200, parts });
}

/** Whether the form has come back with messages before: its hidden field says so. */
const showsMessages = ({ request }: Acting): boolean => [...request.fields].some(([name]) => name === '_invalid');

/** Messages that are true of what stands in the form now: all once it has come back, before that those of a change. */
async function messagesNow(
  acting: Acting,
  name: string,
  { value }: Submission,
  { ctx = {}, params = {}, data = {} }: RenderInput,
) {
  const { program, tools } = acting;
  if (showsMessages(acting)) {
    const { errors } = await tools.validate(program, name, value, { ctx, params, data });
    acting.host.found?.(errors);
    return messagesOf(errors);
  }
  if (!program.contract.forms[name]!.rules.some(({ onChange }) => onChange)) return messagesOf([]);
  const { layers } = await tools.validate(program, name, value, { ctx, params, data, when: 'change' });
  const changed = layers.flatMap(({ layer, errors }) => (layer === 1 ? [] : errors));
  acting.host.found?.(changed);
  return messagesOf(changed);
}
