import type { FastifyRequest } from 'fastify';
import type { Json, JsonObject, RenderInput } from '#engine';
import { gatherData } from './gather-data.ts';
import type { LivePage } from './live-pages.ts';
import { requestContext } from './request-context.ts';
import type { DeliveryServices } from './services.ts';

export type PageReading = { readonly input: RenderInput } | { readonly notice: 'not-found' | 'bad-param' };

export interface ReadingOptions {
  /** Lazy nodes are rendered in place, so their data is asked for too. */
  readonly eager?: boolean;
  /** Only what this fragment depends on is read. */
  readonly fragment?: { readonly address: string; readonly timeout: number | null };
}

/** Everything a page is rendered from: typed params, the answers of its sources, and who asks. */
export async function readPage(
  request: FastifyRequest,
  page: LivePage,
  texts: JsonObject,
  locale: string | undefined,
  { now, sources, sourceTimeout }: DeliveryServices,
  { eager = false, fragment }: ReadingOptions = {},
): Promise<PageReading> {
  const ctx = requestContext(page.program, locale, request.headers['accept-language'], now());
  const wanted = page.engine.dataRequests(page.program, { params: texts, ctx }, fragment?.address);
  const { params, status } = wanted;
  if (status === 404) return { notice: 'not-found' };
  if (status === 400 || (!fragment && lacksParam(page, texts))) return { notice: 'bad-param' };
  const isNow = fragment !== undefined || eager;
  const requests = Object.fromEntries(Object.entries(wanted.sources).filter(([, { lazy }]) => isNow || !lazy));
  const { data, failures } = await gatherData(page, requests, {
    sources,
    milliseconds: Math.min(sourceTimeout, fragment?.timeout ?? sourceTimeout),
    failed: (source, reason) => request.log.warn({ source, reason, page: page.documentId }, 'source failed'),
  });
  return { input: { params, data, failures, ctx, lazy: eager || !page.scripts ? 'settled' : 'waiting' } };
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
