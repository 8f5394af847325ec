import type { FastifyReply, FastifyRequest } from 'fastify';
import { packed } from '../packed.ts';
import { cacheRules } from './cache-rules.ts';
import { goneWith } from './gone-with.ts';
import type { LivePage } from './live-pages.ts';
import { pageRequest } from './page-request.ts';
import { paramsOf, readPage } from './read-page.ts';
import { addVary, sendContent } from './send-content.ts';
import type { DeliveryServices } from './services.ts';

/** `{docId}@{hash12}/f/{address}`; a missing part is told apart from a wrong one (language.md 4.4, E8). */
const fragmentAddress = /^(?<id>[^@]*)(?:@(?<hash>[^/]*))?\/f(?:\/(?<address>.*))?$/;
const documentId = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)+$/;

/** Whether an address below `_ui/` is that of a fragment, complete or not. */
export const isFragmentAddress = (address: string): boolean =>
  fragmentAddress.test(address) && !address.startsWith('assets/') && !address.startsWith('styles/');

/**
 * `GET` of one fragment, for whoever the page is for. A fragment that cannot be shown is no fragment: hidden ones are
 * 404 like unknown ones. One that fails answers with its `catch`, else with the error box; over a limit of the whole
 * render that box comes with 500, and to a script with 200 and `x-ui-failed: 500`, because it shows no other.
 */
export async function serveFragment(
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  services: DeliveryServices,
): Promise<FastifyReply> {
  const { id = '', hash = '', address = '' } = fragmentAddress.exec(path)?.groups ?? {};
  if (id === '' || hash === '' || address === '') return refuse(reply, 400, 'The address names no part of a page.');
  const page = documentId.test(id) ? services.pages.byProgram(id, hash) : null;
  if (!page) return noProgram(reply, id, services);
  if (page.program.contract.access !== 'public') return refuse(reply, 401, 'Sign in first.');
  request.answerCount = services.countAnswer(request, page);
  const found = page.engine.fragments(page.program, address);
  if (found.length === 0) return refuse(reply, 404, 'The page has no such part.');
  const asked = pageRequest(request);
  const timeout = found[0]?.lazy?.timeout ?? null;
  const locale = asked.locale ?? localeOfPage(request);
  const reading = await readPage(request, page, paramsOf(asked.query), locale, services, {
    fragment: { address, timeout },
    gone: goneWith(reply),
  });
  if ('notice' in reading) {
    return reading.notice === 'bad-param'
      ? refuse(reply, 400, 'A param of the address is not valid.')
      : refuse(reply, 404, 'The page has no such part.');
  }
  services.watch.used('fragment', 'view', reading.input.ctx?.tenant?.id);
  const rendered = services.watch.work(
    { type: 'fragment', operation: 'render', id: page.documentId, version: page.version },
    () => page.engine.renderFragment(page.program, address, reading.input),
    (made) => (made?.status === 500 ? 'failed' : 'ok'),
  );
  if (!rendered) return refuse(reply, 404, 'The page has no such part.');
  const bar = barHeader.get(asked.query.get('_url') ?? '');
  if (bar && rendered.status === 200)
    reply.header(bar, page.engine.addressOf(page.program, reading.input.params ?? {}));
  if (rendered.status === 200) return sendFragment(request, reply, page, rendered.html, services);
  request.log.error({ page: page.documentId, fragment: address }, 'fragment over a limit');
  // Scripts throw away what comes with a 5xx, and people would wait for a part that never comes.
  const status = request.headers['hx-request'] === 'true' ? 200 : rendered.status;
  reply.header('x-ui-failed', String(rendered.status)).header('cache-control', 'no-store');
  return reply.code(status).type('text/html; charset=utf-8').send(rendered.html);
}

/** What a refresh does to the address bar; the address itself is worked out here and never taken from the request. */
const barHeader: ReadonlyMap<string, string> = new Map([
  ['push', 'HX-Push-Url'],
  ['replace', 'HX-Replace-Url'],
]);

function sendFragment(
  request: FastifyRequest,
  reply: FastifyReply,
  page: LivePage,
  html: string,
  { edge, versions }: Pick<DeliveryServices, 'edge' | 'versions'>,
): Promise<FastifyReply> {
  const asked = pageRequest(request);
  cacheRules(reply, page, { ...asked, channel: page.channel }, edge, versions.spread(page));
  addVary(reply, 'Accept-Language');
  // Its language follows the page it goes into.
  addVary(reply, 'HX-Current-URL');
  return sendContent(request, reply, { content: packed(Buffer.from(html)), type: 'text/html; charset=utf-8' });
}

/** `?_locale=` of the page that asks: its fragments speak like it. */
function localeOfPage(request: FastifyRequest): string | undefined {
  const header = request.headers['hx-current-url'];
  const url = typeof header === 'string' ? URL.parse(header) : null;
  return url?.searchParams.get('_locale') ?? undefined;
}

/** A page that was replaced long ago is gone, which makes the runtime file load the new one; another never was. */
function noProgram(reply: FastifyReply, id: string, { pages }: DeliveryServices): FastifyReply {
  const isLive = [...pages.list('production'), ...pages.list('staging')].some((page) => page.documentId === id);
  return isLive
    ? refuse(reply, 410, 'The page has changed. Open it again.')
    : refuse(reply, 404, 'There is no such page.');
}

const refuse = (reply: FastifyReply, status: number, sentence: string): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(`${sentence}\n`);
