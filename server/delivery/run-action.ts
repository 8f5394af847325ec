import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ActionAnswer, type ActionHost, type ActionRequest, findAction } from '#engine';
import type { WorkStatus } from '../observability/schema-figures.ts';
import { actionHost } from './action-host.ts';
import type { LivePage } from './live-pages.ts';
import { type NoticeName, sendNotice } from './notices.ts';
import { pagePolicy } from './page-headers.ts';
import { pageRequest } from './page-request.ts';
import { paramsOf } from './read-page.ts';
import { requestContext } from './request-context.ts';
import { isFromSameSite } from './same-site.ts';
import { sendDownload } from './send-download.ts';
import { sendPage } from './send-page.ts';
import type { DeliveryServices } from './services.ts';
import { toastCookie } from './toast-cookie.ts';

/** `{docId}@{hash12}/a/{address}/{trigger}` (language.md 4.3). */
const actionAddress =
  /^(?<id>[a-z0-9/-]+)@(?<hash>[0-9a-f]{12})\/a\/(?<address>[A-Za-z0-9_-]+)\/(?<trigger>[A-Za-z0-9:._-]+)$/;

export const isActionAddress = (address: string): boolean => actionAddress.test(address);

/** An action of a page: by POST what changes something, by GET a download. */
export async function runAction(
  request: FastifyRequest,
  reply: FastifyReply,
  address: string,
  services: DeliveryServices,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  const parts = actionAddress.exec(address)?.groups;
  if (!parts) return sendNotice(request, reply, services, 'not-found');
  const page = services.pages.byProgram(parts['id'] ?? '', parts['hash'] ?? '');
  if (!page) return sendNotice(request, reply, services, 'gone');
  if (page.program.contract.access !== 'public') return sendNotice(request, reply, services, 'sign-in');
  if (request.method === 'POST') {
    if (!isFromSameSite(request, services.origin())) return sendNotice(request, reply, services, 'foreign-form');
    if (!(request.body instanceof URLSearchParams)) return sendNotice(request, reply, services, 'bad-form');
  }
  request.answerCount = services.countAnswer(request, page);
  const asked = readRequest(request, page, parts['address'] ?? '', parts['trigger'] ?? '', services);
  const host = actionHost(request, page, services);
  const isDownload = request.method !== 'POST';
  if (isDownload && !isSafe(page, asked)) return sendNotice(request, reply, services, 'not-found');
  services.watch.used('form', 'submit', asked.ctx?.tenant?.id);
  const answer = await services.watch.work(
    { type: 'form', operation: 'submit', id: page.documentId, version: page.version },
    () => page.engine.act(page.program, asked, host),
    workStatus,
  );
  return sendAnswer(request, reply, { page, host, answer }, services);
}

const workStatus = (answer: ActionAnswer): WorkStatus =>
  answer.kind !== 'refused' ? 'ok' : answer.reason === 'call' ? 'failed' : 'refused';

/** Only a download may be asked for by GET. */
const isSafe = ({ program }: LivePage, { address, trigger }: ActionRequest): boolean =>
  findAction(program, address, trigger)?.entry.actions[0]?.do === 'download';

function readRequest(
  request: FastifyRequest,
  page: LivePage,
  address: string,
  trigger: string,
  services: DeliveryServices,
): ActionRequest {
  const { query, locale } = pageRequest(request);
  const given = query.getAll('_with').map((text) => ['_with', text] as const);
  const tenant = services.tenantOf(request.hostname);
  const fields = request.body instanceof URLSearchParams ? request.body : given;
  return {
    address,
    trigger,
    fields: [...fields],
    params: paramsOf(query),
    ctx: requestContext(page.program, locale, request.headers['accept-language'], services.now(), tenant),
    // A confirmation page is small, and shows more than the critical part of this page is about.
    late: { stylesheets: page.styles(tenant.id).late.stylesheets ?? [], errorId: request.id },
    partial: request.headers['hx-request'] === 'true',
    confirmed: request.body instanceof URLSearchParams && request.body.get('_confirmed') === '1',
  };
}

interface Answering {
  readonly page: LivePage;
  readonly host: ActionHost & { readonly unconnected: () => boolean };
  readonly answer: ActionAnswer;
}

async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { page, host, answer }: Answering,
  services: DeliveryServices,
): Promise<FastifyReply> {
  switch (answer.kind) {
    case 'partial':
      if (answer.toasts.length > 0) reply.header('set-cookie', toastCookie(answer.toasts));
      return reply.code(answer.status).headers(answer.headers).type('text/html; charset=utf-8').send(answer.html);
    case 'redirect':
      if (answer.toasts.length > 0) reply.header('set-cookie', toastCookie(answer.toasts));
      // 303: reloading the page that follows must not send the form again.
      return reply.redirect(answer.to, 303);
    case 'page':
      return sendPage(request, reply, page, answer.input, services, { status: answer.status });
    case 'confirm':
      reply.header('content-security-policy', pagePolicy([]));
      return reply.type('text/html; charset=utf-8').send(answer.html);
    case 'download':
      return sendDownload(request, reply, answer, services);
    case 'refused':
      return sendNotice(request, reply, services, noticeFor(answer, host.unconnected()));
  }
}

function noticeFor({ reason }: Extract<ActionAnswer, { kind: 'refused' }>, unconnected: boolean): NoticeName {
  switch (reason) {
    case 'unknown':
      return 'not-found';
    case 'params':
      return 'bad-param';
    case 'args':
      return 'bad-form';
    case 'scope':
      return 'forbidden';
    case 'call':
      return unconnected ? 'no-call' : 'call-failed';
  }
}
