import type { FastifyReply, FastifyRequest } from 'fastify';
import { fixtureInput, type Json, type JsonObject, type RenderInput } from '#engine';
import { gatherData } from './gather-data.ts';
import type { LivePage } from './live-pages.ts';
import { sendHome, sendNotice } from './notices.ts';
import { type PageRequest, pageRequest } from './page-request.ts';
import { requestContext } from './request-context.ts';
import { sendPage } from './send-page.ts';
import type { DeliveryServices } from './services.ts';

/** `GET` of anything that is no file: the page whose route fits, or why there is none. */
export async function servePage(
  request: FastifyRequest,
  reply: FastifyReply,
  services: DeliveryServices,
): Promise<FastifyReply> {
  const asked = pageRequest(request);
  const match = services.pages.match(asked.channel, asked.path);
  if (!match) return noPage(request, reply, asked, services);
  const page = match.entry;
  cacheRules(reply, page, asked);
  if (page.program.contract.access !== 'public') return sendNotice(request, reply, services, 'sign-in');
  if (asked.fixture !== null && services.fixtures) {
    return showFixture(request, reply, page, asked.fixture, services);
  }
  const reading = await readPage(request, page, paramsOf(asked.query, match.params), asked.locale, services);
  return 'notice' in reading
    ? sendNotice(request, reply, services, reading.notice)
    : sendPage(request, reply, page, reading.input, services.sizes);
}

export type PageReading = { readonly input: RenderInput } | { readonly notice: 'not-found' | 'bad-param' };

/** Everything a page is rendered from: typed params, the answers of its sources, and who asks. */
export async function readPage(
  request: FastifyRequest,
  page: LivePage,
  texts: JsonObject,
  locale: string | undefined,
  { now, sources, sourceTimeout }: DeliveryServices,
): Promise<PageReading> {
  const ctx = requestContext(page.program, locale, request.headers['accept-language'], now());
  const { params, status, sources: requests } = page.engine.dataRequests(page.program, { params: texts, ctx });
  if (status === 404) return { notice: 'not-found' };
  if (status === 400 || lacksParam(page, texts)) return { notice: 'bad-param' };
  const { data, failures } = await gatherData(page, requests, {
    sources,
    milliseconds: sourceTimeout,
    failed: (source, reason) => request.log.warn({ source, reason, page: page.documentId }, 'source failed'),
  });
  return { input: { params, data, failures, ctx } };
}

/** The texts of an address by name; a name that comes again makes a list, and the path is stronger than the query. */
export function paramsOf(query: URLSearchParams, path: Readonly<Record<string, string>> = {}): JsonObject {
  const texts = new Map<string, Json>();
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    texts.set(name, values.length === 1 ? (values[0] ?? '') : values);
  }
  for (const [name, value] of Object.entries(path)) texts.set(name, value);
  return Object.fromEntries(texts);
}

/** A param without default must be in the address (language.md 4.5). */
const lacksParam = ({ program }: LivePage, texts: JsonObject): boolean =>
  Object.entries(program.contract.params).some(
    ([name, schema]) => !Object.hasOwn(texts, name) && (typeof schema === 'boolean' || schema['default'] === undefined),
  );

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
  return sendPage(request, reply, page, input, services.sizes);
}

/** Public pages may be kept by caches if they ask first; staging and fixtures are nobody's to keep. */
function cacheRules(reply: FastifyReply, page: LivePage, { channel, fixture }: PageRequest): void {
  if (channel === 'staging' || fixture !== null)
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
  else reply.header('cache-control', isForEverybody(page) ? 'public, no-cache' : 'private, no-cache');
}

/** language.md 9.1: public, and no source answers each user differently. */
function isForEverybody({ program, manifests }: LivePage): boolean {
  const sources = (manifests.sources?.['sources'] ?? {}) as Record<string, { readonly vary?: string } | undefined>;
  const varies = Object.values(program.contract.data).some(({ source }) => sources[source]?.vary === 'user');
  return program.contract.access === 'public' && !varies;
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
    return reply.redirect(`${path.slice(0, -1)}${query ? `?${query}` : ''}`, 308);
  }
  // Browsers ask by themselves; a page of ours names its own icon.
  if (path === '/favicon.ico') return reply.code(204).header('cache-control', 'public, max-age=86400').send();
  return path === '/' ? sendHome(request, reply, channel, services) : sendNotice(request, reply, services, 'not-found');
}
