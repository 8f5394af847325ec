import { pipeline, Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PageStream, type RenderInput, type StreamInput, sentJson } from '#engine';
import { keptPage, type MadePage, type PageKey } from '../cache/page-cache.ts';
import { chooseEncoding, compressing } from '../compression.ts';
import type { SchemaWatch } from '../observability/schema-watch.ts';
import { packed } from '../packed.ts';
import { type AnswerCount, isNavigation, withBeacon } from './answer-count.ts';
import { keepNowhere } from './cache-rules.ts';
import { etagFor, etagOf, isKnown } from './etag.ts';
import type { LivePage } from './live-pages.ts';
import { pagePolicy } from './page-headers.ts';
import { addVary, encodingFor, sendContent } from './send-content.ts';
import type { DeliveryServices } from './services.ts';

const html = 'text/html; charset=utf-8';

/** From this size on a page is sent while it is rendered. */
const streamed = 65_536;

/** How a page came out last time: what it takes to know whether, and with which status, to stream it. */
export type PageSizes = WeakMap<LivePage, { readonly bytes: number; readonly status: number }>;

export interface SendingPage {
  /** Instead of the one the page asks for, e.g. 422. */
  readonly status?: number | undefined;
  /** Whether it is the same for everybody, so that it may be kept and sent again. */
  readonly isShared?: boolean;
}

/**
 * Renders a live page and sends it: small pages at once, large ones and those that wait for data in chunks as they are
 * made.
 */
export async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: LivePage,
  input: StreamInput,
  { sizes, cache, watch }: Pick<DeliveryServices, 'sizes' | 'cache' | 'watch'>,
  { status: forced, isShared = false }: SendingPage = {},
): Promise<FastifyReply> {
  const scripts = page.scripts ? { scripts: page.scripts } : {};
  const styles = page.styles(input.ctx?.tenant?.id ?? '');
  const complete: StreamInput = { ...input, late: { ...input.late, ...styles.late, ...scripts } };
  reply.header('content-security-policy', pagePolicy(page.settings.site?.images ?? [], styles.allowed));
  const { answerCount } = request;
  addVary(reply, 'Accept-Language');
  // What is still to come names nothing.
  if (Object.keys(input.later ?? {}).length > 0) return streamPage(request, reply, page, complete, null, watch);
  const last = sizes.get(page);
  // What is counted is rendered before it is sent: only then is it known how that went.
  if (!answerCount && last && last.bytes > streamed && last.status === 200 && !hasFailed(input))
    return streamPage(request, reply, page, complete, inputTag(page, complete), watch);
  const make = (): MadePage => madePage(page, complete, forced, watch);
  const mayKeep = isShared && page.isRepeatable && !hasFailed(input);
  const wish = encodingFor(request, html, Number.POSITIVE_INFINITY);
  const made = mayKeep ? await cache.page(keyOf(page, input), wish, make) : keptPage(make());
  const { content, status, isWell } = made;
  if (!hasFailed(input)) sizes.set(page, { bytes: content.length, status });
  if (status !== 200) keepNowhere(reply);
  // Same inputs, same bytes (language.md 9.4): a large page is named by its inputs, to be known before it is rendered.
  const etag = content.length > streamed ? inputTag(page, complete) : content.etag;
  if (!answerCount) return sendContent(request, reply, { content, type: html, etag, status });
  const whole = await content.in('identity');
  answerCount.rendered({ isWell, html: whole });
  if (status !== 200 || !isNavigation(request) || isKnown(request.headers['if-none-match'], etag))
    return sendContent(request, reply, { content, type: html, etag, status });
  return sendContent(request, reply, {
    content: packed(tellingHead(reply, answerCount)(whole)),
    type: html,
    etag,
    status,
  });
}

/** Puts a beacon into the head of a page, whose policy tells the same. The tag of the page names what was approved. */
function tellingHead(reply: FastifyReply, count: AnswerCount): (head: Buffer) => Buffer {
  const beacon = count.beacon();
  const policy = reply.getHeader('content-security-policy');
  reply.header('content-security-policy', `${policy}; report-uri ${beacon.address}`);
  return (head) => withBeacon(head, beacon);
}

/** A page with a component that failed is rendered each time, so that it is counted each time, and well as soon as it can be. */
function madePage(
  { engine, program, documentId: id, version }: LivePage,
  input: RenderInput,
  forced: number | undefined,
  watch: SchemaWatch,
): MadePage {
  const { html, status, diagnostics } = watch.work(
    { type: 'page', operation: 'render', id, version },
    () => engine.render(program, input),
    (made) => (made.status >= 500 ? 'failed' : 'ok'),
  );
  const isWell = diagnostics.every(({ severity }) => severity !== 'error');
  return { html, status: forced ?? status, isWell, isKept: isWell && html.length <= streamed };
}

const keyOf = (page: LivePage, input: StreamInput): PageKey => ({
  documentId: page.documentId,
  tenant: input.ctx?.tenant?.id ?? '',
  locale: input.ctx?.locale ?? '',
  inputs: [page.identity(), timeless(page, input)],
});

/** What its bytes depend on: not the time, where it does not read it. */
const timeless = ({ readsClock }: LivePage, { ctx, ...input }: StreamInput): StreamInput => ({
  ...input,
  ...(ctx && { ctx: readsClock ? ctx : { ...ctx, now: '' } }),
});

function inputTag(page: LivePage, input: RenderInput): string {
  const { program, dialect } = page;
  const inputs = JSON.parse(JSON.stringify(timeless(page, input)));
  return etagOf(sentJson([program.hash, program.environment, dialect, inputs]));
}

/** `etag` null: data is still to come, so each chunk is sent before the next one is there. */
async function streamPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: LivePage,
  input: StreamInput,
  etag: string | null,
  watch: SchemaWatch,
): Promise<FastifyReply> {
  const encoding = chooseEncoding(request.headers['accept-encoding'], html, streamed);
  addVary(reply, 'Accept-Encoding');
  if (etag !== null) reply.header('etag', etagFor(etag, encoding));
  if (etag !== null && isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  // Until its first chunk: what comes behind waits for data and for its reader.
  const { status, chunks } = await watch.work(
    { type: 'page', operation: 'stream', id: page.documentId, version: page.version },
    () => begun(page.engine.renderStream(page.program, input)),
    (made) => (made.status >= 500 ? 'failed' : 'ok'),
  );
  if (status !== 200) keepNowhere(reply);
  const { answerCount: count } = request;
  count?.rendered({ isWell: true, html: null });
  const source = Readable.from(
    count && status === 200 && isNavigation(request) ? beginningWith(tellingHead(reply, count), chunks) : chunks,
  );
  const transform = compressing(encoding, etag === null);
  if (transform) reply.header('content-encoding', encoding);
  // An error half way ends the connection without a proper end: never a quietly short page. A reader who leaves ends
  // the render.
  const sent = transform ? pipeline(source, transform, () => undefined) : source;
  return reply.code(status).type(html).send(sent);
}

/** The status of a page is known with its first chunk, and what fails before that is an error page. */
async function begun(stream: PageStream): Promise<{ readonly status: number; readonly chunks: AsyncIterable<string> }> {
  const iterator = stream[Symbol.asyncIterator]();
  let first: IteratorResult<string> | null = await iterator.next();
  const next = (): Promise<IteratorResult<string>> => {
    if (!first) return iterator.next();
    const chunk = Promise.resolve(first);
    first = null;
    return chunk;
  };
  // No generator: that would hear of a reader who leaves only once the next chunk is there.
  const end = (): Promise<IteratorResult<string>> => iterator.return!();
  return { status: stream.status, chunks: { [Symbol.asyncIterator]: () => ({ next, return: end }) } };
}

/** The same chunks, the first one changed. */
function beginningWith(change: (head: Buffer) => Buffer, chunks: AsyncIterable<string>): AsyncIterable<string> {
  const iterator = chunks[Symbol.asyncIterator]();
  let isFirst = true;
  const next = async (): Promise<IteratorResult<string>> => {
    const result = await iterator.next();
    if (!isFirst || result.done) return result;
    isFirst = false;
    return { done: false, value: change(Buffer.from(result.value)).toString() };
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: () => iterator.return!() }) };
}

const hasFailed = ({ failures, formErrors }: RenderInput): boolean =>
  formErrors !== undefined || Object.keys(failures ?? {}).length > 0;
