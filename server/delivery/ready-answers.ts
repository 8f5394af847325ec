import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type CacheStatistics, type ExpiringCache, expiringCache } from '#engine';
import { nodeClock } from '#engine/node';
import { isKnown } from './etag.ts';
import { refuseTurn } from './refuse-turn.ts';
import type { DeliveryServices } from './services.ts';
import { toastCookieName } from './toast-cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The answer depends on address and headers alone for as long as `ready.turn()` is this; null for any other. */
    still: number | null;
  }
}

/** Answers as they went out, for whoever asks with the same words: a page that waits for nothing costs little more. */
export interface ReadyAnswers {
  find(request: FastifyRequest): ReadyAnswer | undefined;
  /** Keeps it unless something else is live by now. */
  keep(request: FastifyRequest, answer: ReadyAnswer): void;
  /** How often what is live has changed. */
  turn(): number;
  /** Something else is live. */
  clear(): void;
  statistics(): CacheStatistics;
}

interface ReadyAnswer {
  /** Names and values by turns, as Node sends them. */
  readonly headers: readonly string[];
  readonly etag: string;
  readonly bytes: Buffer;
}

/** Longer addresses are made up. */
const longestKey = 2_000;
/** Headers and key. */
const fixedBytes = 3_000;
const hour = 3_600_000;

/** `mostBytes` of memory; 0 keeps nothing. */
export function readyAnswers(mostBytes: number): ReadyAnswers {
  const kept: ExpiringCache<ReadyAnswer> = expiringCache({
    most: Math.ceil(mostBytes / fixedBytes),
    mostBytes: Math.max(1, mostBytes),
    lifetime: hour,
    clock: nodeClock,
  });
  let turn = 0;
  return {
    turn: () => turn,
    find(request) {
      const key = keyOf(request);
      return key !== null && kept.peek(key) ? kept.get(key) : undefined;
    },
    keep(request, answer) {
      const key = keyOf(request);
      // What was begun before a change may show what was live before it.
      if (key !== null && request.still === turn) kept.set(key, answer, answer.bytes.length + fixedBytes);
    },
    clear() {
      turn += 1;
      kept.deleteWhere(() => true);
    },
    statistics: kept.statistics,
  };
}

/** Everything of a request that a page for everybody may depend on; null for one that may ask for something else. */
function keyOf({ raw, hostname, protocol }: FastifyRequest): string | null {
  const { url = '', headers, method } = raw;
  if (method !== 'GET' || asksForMore(headers)) return null;
  const key = `${protocol} ${hostname} ${url} ${headers['accept-encoding']}\n${headers['accept-language']}`;
  return key.length > longestKey ? null : key;
}

const asksForMore = ({ origin, range, cookie }: IncomingHttpHeaders): boolean =>
  origin !== undefined || range !== undefined || cookie?.includes(toastCookieName) === true;

/** Given anew with each answer. */
const own = ['x-request-id', 'x-correlation-id'];

/**
 * Answers from there what can be, after its turn was taken, and keeps what is sent. Stands before all that finds out again
 * what is known of such a request. `isOpen`: whether the connection is one that pages may be sent over.
 */
export function answerAtOnce(
  app: FastifyInstance,
  { ready, isReady, staleSince, takeTurn, tenantOf, watch }: AtOnce,
  isOpen: (request: FastifyRequest) => boolean,
): void {
  app.decorateRequest('still', null);

  app.addHook('onRequest', (request, reply, done) => {
    // What may be out of date says since when, which is another time with each answer.
    const found = isReady() && staleSince() === null && isOpen(request) ? ready.find(request) : undefined;
    if (!found) return done();
    const { id } = tenantOf(request.hostname);
    void takeTurn(request.ip, id).then((wait) => {
      if (wait > 0) return void refuseTurn(request, reply, wait);
      watch.used('page', 'view', id);
      send(found, request, reply);
    }, done);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (request.still !== null && staleSince() === null && reply.statusCode === 200 && Buffer.isBuffer(payload))
      ready.keep(request, answerOf(reply, payload));
    return payload;
  });
}

type AtOnce = Pick<DeliveryServices, 'ready' | 'isReady' | 'staleSince' | 'takeTurn' | 'tenantOf' | 'watch'>;

function answerOf(reply: FastifyReply, bytes: Buffer): ReadyAnswer {
  const headers = { ...reply.getHeaders(), 'content-length': bytes.length };
  const kept = Object.entries(headers).filter(([name]) => !own.includes(name));
  return { headers: kept.flatMap(([name, value]) => [name, String(value)]), etag: String(headers.etag), bytes };
}

/** Past everything that would only find out again what is known: the bytes, their headers, that anybody may have them. */
function send({ headers, etag, bytes }: ReadyAnswer, request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = reply.hijack();
  const isThere = isKnown(request.headers['if-none-match'], etag);
  raw.writeHead(isThere ? 304 : 200, [...headers, ...own.flatMap((name) => [name, request.id])]);
  raw.end(isThere ? undefined : bytes);
}
