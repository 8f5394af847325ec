import type { FastifyReply, FastifyRequest } from 'fastify';
import { fixtureInput, type StreamInput } from '#engine';
import { cacheRules, keepNowhere } from './cache-rules.ts';
import { goneWith } from './gone-with.ts';
import type { LivePage } from './live-pages.ts';
import { sendHome, sendNotice } from './notices.ts';
import { type PageRequest, pageRequest } from './page-request.ts';
import { paramsOf, readPage } from './read-page.ts';
import { sendPage } from './send-page.ts';
import type { DeliveryServices } from './services.ts';
import { takeToasts } from './toast-cookie.ts';

/** `GET` of anything that is no file: the page whose route fits, or why there is none. */
export async function servePage(
  request: FastifyRequest,
  reply: FastifyReply,
  services: DeliveryServices,
): Promise<FastifyReply> {
  const turn = services.ready.turn();
  const asked = pageRequest(request);
  const match = services.pages.match(asked.channel, asked.path);
  if (!match) return noPage(request, reply, asked, services);
  const page = await services.versions.choose(request, reply, match.entry);
  const isPublic = cacheRules(reply, page, asked, services.edge, services.versions.spread(page));
  if (page.program.contract.access !== 'public') return sendNotice(request, reply, services, 'sign-in');
  if (asked.fixture !== null && services.fixtures) {
    return showFixture(request, reply, page, asked.fixture, services);
  }
  request.answerCount = services.countAnswer(request, page);
  const reading = await readPage(request, page, paramsOf(asked.query, match.params), asked.locale, services, {
    eager: asked.eager,
    gone: goneWith(reply),
  });
  if ('notice' in reading) return sendNotice(request, reply, services, reading.notice);
  services.watch.used('page', 'view', reading.input.ctx?.tenant?.id);
  request.answerCount?.read(reading.input);
  const input = withToasts(request, reply, page, reading.input);
  const isShared = isPublic && input === reading.input;
  request.still = isShared && isStill(page) && services.versions.spread(page) === 'usual' ? turn : null;
  return sendPage(request, reply, page, input, services, { isShared });
}

/** Nothing it shows comes from elsewhere, or changes by itself. */
const isStill = ({ program, readsClock, isRepeatable }: LivePage): boolean =>
  isRepeatable && !readsClock && Object.keys(program.contract.data).length === 0;

/** Words of the action that led here. They are for one person, once; a page without a place for them leaves them. */
function withToasts(request: FastifyRequest, reply: FastifyReply, page: LivePage, input: StreamInput): StreamInput {
  const toasts = page.program.styles.types.includes('Toasts') ? takeToasts(request, reply) : [];
  if (toasts.length === 0) return input;
  keepNowhere(reply);
  return { ...input, late: { ...input.late, toasts } };
}

/** `?_fixture=`, with or without a name: the release's own sample data, so that anyone can compare the bytes. */
async function showFixture(
  request: FastifyRequest,
  reply: FastifyReply,
  page: LivePage,
  name: string,
  services: DeliveryServices,
): Promise<FastifyReply> {
  if (name !== '' && !Object.hasOwn(page.tests?.fixtures ?? {}, name))
    return sendNotice(request, reply, services, 'no-fixture');
  const { locale } = pageRequest(request);
  const options = { manifests: page.manifests, ...(locale === undefined ? {} : { locale }) };
  const input = fixtureInput(page, name === '' ? null : name, options);
  return sendPage(request, reply, page, input, services);
}

function noPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { path, channel }: PageRequest,
  services: DeliveryServices,
): FastifyReply | Promise<FastifyReply> {
  const { pages } = services;
  if (!services.isReady()) return sendNotice(request, reply.header('retry-after', '2'), services, 'starting');
  if (path.length > 1 && path.endsWith('/') && pages.match(channel, path.slice(0, -1))) {
    const [, query] = (request.raw.url ?? '').split('?', 2);
    // Browsers read `\` as `/`, and `/\host` as another host.
    const here = path.slice(0, -1).replaceAll('\\', '%5C');
    return reply.redirect(`${here}${query ? `?${query}` : ''}`, 308);
  }
  // Browsers ask by themselves; a page of ours names its own icon.
  if (path === '/favicon.ico') return reply.code(204).header('cache-control', 'public, max-age=86400').send();
  return path === '/' ? sendHome(request, reply, channel, services) : sendNotice(request, reply, services, 'not-found');
}
