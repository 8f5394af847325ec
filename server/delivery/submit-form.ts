import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  decodeFields,
  type FieldError,
  formAt,
  type Json,
  type JsonObject,
  type JsonSchema,
  type RenderInput,
} from '#engine';
import type { LivePage } from './live-pages.ts';
import { sendNotice } from './notices.ts';
import { pageRequest } from './page-request.ts';
import { paramsOf, readPage } from './read-page.ts';
import { routeParams } from './route-table.ts';
import { isFromSameSite } from './same-site.ts';
import { sendPage } from './send-page.ts';
import type { DeliveryServices } from './services.ts';
import { makeCall } from './sources/ask.ts';

/** `{docId}@{hash12}/a/{address}/submit` (language.md 4.3). */
const submitAddress = /^(?<id>[a-z0-9/-]+)@(?<hash>[0-9a-f]{12})\/a\/(?<address>[A-Za-z0-9_-]+)\/submit$/;

/** A form without client code: decoded, checked in all layers, handed on; a mistake comes back beside its field. */
export async function submitForm(
  request: FastifyRequest,
  reply: FastifyReply,
  address: string,
  services: DeliveryServices,
): Promise<FastifyReply> {
  const parts = submitAddress.exec(address)?.groups;
  if (!parts) return sendNotice(request, reply, services, 'not-found');
  const page = services.pages.byProgram(parts['id'] ?? '', parts['hash'] ?? '');
  if (!page) return sendNotice(request, reply, services, 'gone');
  if (page.program.contract.access !== 'public') return sendNotice(request, reply, services, 'sign-in');
  if (!isFromSameSite(request, services.origin())) return sendNotice(request, reply, services, 'foreign-form');
  const form = formAt(page.program, parts['address'] ?? '');
  if (!form) return sendNotice(request, reply, services, 'not-found');
  if (!(request.body instanceof URLSearchParams)) return sendNotice(request, reply, services, 'bad-form');
  // The form's address carries the page's params: the page as it was when the form was filled in.
  const { query, locale } = pageRequest(request);
  const reading = await readPage(request, page, paramsOf(query), locale, services);
  return 'notice' in reading
    ? sendNotice(request, reply, services, reading.notice)
    : accept(request, reply, { page, form, fields: request.body, input: reading.input }, services);
}

interface Submission {
  readonly page: LivePage;
  readonly form: { readonly name: string; readonly node: string };
  readonly fields: URLSearchParams;
  readonly input: RenderInput;
}

async function accept(
  request: FastifyRequest,
  reply: FastifyReply,
  submission: Submission,
  services: DeliveryServices,
): Promise<FastifyReply> {
  const { page, form, fields, input } = submission;
  const contract = page.program.contract.forms[form.name];
  if (!contract) throw new Error(`Program ${page.program.id} has no form "${form.name}".`);
  const { ctx = {}, params = {}, data = {} } = input;
  const value = decodeFields(fields, contract.schema, checkboxes(contract.schema), ctx.timeZone);
  const result = await page.engine.validate(page.program, form.name, value, { ctx, params, data });
  if (!result.valid) {
    const corrected = {
      ...input,
      form: { [form.node]: value },
      formErrors: { [form.node]: messagesByField(result.errors) },
    };
    return sendPage(request, reply.header('cache-control', 'no-store'), page, corrected, services.sizes, 422);
  }
  const call = callOf(contract.submit);
  const connection = call === null ? undefined : services.calls.get(call);
  if (connection?.kind !== 'http') return sendNotice(request, reply, services, 'no-call');
  const answer = await makeCall(connection, result.value as JsonObject, services.sourceTimeout);
  if (!answer.ok) {
    request.log.warn({ call, reason: answer.reason }, 'call failed');
    return sendNotice(request, reply, services, 'call-failed');
  }
  // 303: reloading the page that follows must not send the form again.
  return reply.header('cache-control', 'no-store').redirect(addressOf(page, params), 303);
}

function messagesByField(errors: readonly FieldError[]): Readonly<Record<string, readonly string[]>> {
  const fields: Record<string, string[]> = {};
  for (const { at, message, severity } of errors) {
    if (severity !== 'error') continue;
    fields[at] ??= [];
    fields[at].push(message);
  }
  return fields;
}

/** A browser does not send an unchecked box: every yes-or-no of the form counts as shown. */
function checkboxes(schema: JsonSchema): readonly string[] {
  const properties = typeof schema === 'object' ? ((schema['properties'] ?? {}) as Record<string, JsonSchema>) : {};
  return Object.entries(properties).flatMap(([name, property]) =>
    typeof property === 'object' && property['type'] === 'boolean' ? [`/${escapePointer(name)}`] : [],
  );
}

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** The call a form's `submit` names; a list of actions has at most one (language.md 4.3). */
function callOf(submit: Json): string | null {
  const actions = Array.isArray(submit) ? submit : [submit];
  for (const action of actions as readonly JsonObject[])
    if (action?.['do'] === 'request' && typeof action['call'] === 'string') return action['call'];
  return null;
}

/** The page's address with the same params; defaults are left out. */
function addressOf({ route, program }: LivePage, params: JsonObject): string {
  const inPath = new Set(routeParams(route));
  const path = route.replaceAll(/\{([^}]*)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params).sort()) {
    const schema = program.contract.params[name];
    const isDefault = typeof schema === 'object' && JSON.stringify(schema['default']) === JSON.stringify(value);
    if (inPath.has(name) || isDefault) continue;
    for (const item of Array.isArray(value) ? value : [value]) query.append(name, String(item));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
