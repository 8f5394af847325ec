import type { FastifyRequest } from 'fastify';
import type { Json, JsonObject, StreamInput } from '#engine';
import { patienceOf } from '../outgoing/send-once.ts';
import { firstAnswers } from './first-answers.ts';
import { askSources, gatherData, sortAnswers } from './gather-data.ts';
import type { LivePage } from './live-pages.ts';
import { requestContext } from './request-context.ts';
import type { DeliveryServices } from './services.ts';

export type PageReading = { readonly input: StreamInput } | { readonly notice: 'not-found' | 'bad-param' };

export interface ReadingOptions {
  /** Lazy nodes are rendered in place, so their data is asked for too. */
  readonly eager?: boolean;
  /** Ends the wait for sources once nobody reads the answer any more. */
  readonly gone?: AbortSignal | undefined;
  /** Only what this fragment depends on is read. */
  readonly fragment?: { readonly address: string; readonly timeout: number | null };
}

/**
 * Everything a page is rendered from: typed params, the answers of its sources, and who asks. A whole page does not wait
 * for the slow ones among them; its fragments, and pages for those without scripts, have all.
 */
export async function readPage(
  request: FastifyRequest,
  page: LivePage,
  texts: JsonObject,
  locale: string | undefined,
  { now, sources, asking: by, sourceTimeout, emitter, tenantOf }: DeliveryServices,
  { eager = false, fragment, gone }: ReadingOptions = {},
): Promise<PageReading> {
  const tenant = tenantOf(request.hostname);
  const ctx = requestContext(page.program, locale, request.headers['accept-language'], now(), tenant);
  const wanted = page.engine.dataRequests(page.program, { params: texts, ctx }, fragment?.address);
  const { params, status } = wanted;
  if (status === 404) return { notice: 'not-found' };
  if (status === 400 || (!fragment && lacksParam(page, texts))) return { notice: 'bad-param' };
  const isWhole = fragment !== undefined || eager;
  const streams = emitter !== 'none' && page.scripts !== null;
  const requests = Object.fromEntries(
    Object.entries(wanted.sources).filter(([, { lazy, streamed }]) => isWhole || !lazy || (streams && streamed)),
  );
  const asking = {
    sources,
    asking: by,
    patience: patienceOf(sourceTimeout, fragment?.timeout ?? undefined),
    failed: (source: string, reason: string) =>
      request.log.warn({ source, reason, page: page.documentId }, 'source failed'),
    gone,
  };
  const input = { params, ctx, lazy: eager || !page.scripts ? 'settled' : 'waiting' } as const;
  if (isWhole) return { input: { ...input, ...(await gatherData(page, requests, asking)) } };
  const { here, later } = await firstAnswers(askSources(page, requests, asking), requests);
  return { input: { ...input, ...sortAnswers(here), later, emitter } };
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
