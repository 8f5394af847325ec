import { Readable } from 'node:stream';
import type { Event } from '@ag-ui/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { nodeClock } from '#engine/node';
import { refuse } from '../answer.ts';
import type { EventSettings } from '../config-events.ts';
import type { TenantOf } from '../delivery/tenants.ts';
import type { Counters } from '../gateway/counters.ts';
import { type AgentInput, agentInput } from './agent-input.ts';
import { agentRun } from './agent-run.ts';
import type { EventFigures, Teller } from './event-figures.ts';
import { eventStream } from './event-stream.ts';
import type { Feed } from './feed.ts';
import type { End, Limited, Reader } from './reader.ts';
import type { ServerState } from './server-state.ts';
import { heartbeat, message, streamHeaders } from './sse.ts';

/** What the routes of events need. */
export interface EventServices {
  readonly feed: Feed;
  readonly readState: () => Promise<ServerState>;
  readonly figures: EventFigures;
  readonly settings: EventSettings;
  readonly counters: Counters;
  readonly tenantOf: TenantOf;
  /** The server stops. */
  readonly closing: AbortSignal;
}

/** Streams of one caller at once: who forgets to close theirs takes nobody else's place. */
const mostOfOne = 50;

/** What happens, told while it does: as server-sent events, and to clients of AG-UI (P6). */
export function eventRoutes(app: FastifyInstance, services: EventServices): void {
  const { figures } = services;
  const open = new Map<string, number>();
  const options = { config: { permission: 'releases:read', isStream: true }, handlerTimeout: 2 ** 31 - 1 } as const;

  app.get<{ Headers: { 'last-event-id'?: string } }>(
    '/api/v1/events',
    { ...options, exposeHeadRoute: false, schema: { headers: lastEvent } },
    (request, reply) =>
      stream(request, reply, 'stream', (reader, ended) =>
        eventStream(reader, request.headers['last-event-id'] || null, figures, ended),
      ),
  );

  app.post<{ Body: AgentInput }>('/api/v1/agent', { ...options, schema: { body: agentInput } }, (request, reply) =>
    stream(request, reply, 'ag-ui', (reader, ended) => asText(agentRun(reader, request.body, figures, ended))),
  );

  function stream(
    request: FastifyRequest,
    reply: FastifyReply,
    teller: Teller,
    texts: (reader: Reader, ended: (why: End) => void) => AsyncGenerator<string>,
  ): FastifyReply {
    const { id } = request.caller;
    const ofThis = open.get(id) ?? 0;
    if (figures.open >= services.settings.streams) return refuse(reply, tooMany('server/busy', 'The server'));
    if (ofThis >= mostOfOne) return refuse(reply, tooMany('request/too-many', 'You'));
    open.set(id, ofThis + 1);
    const leaving = new AbortController();
    const ended = figures.streaming(teller);
    let why = 'left';
    reply.raw.once('close', () => {
      leaving.abort();
      const left = (open.get(id) ?? 1) - 1;
      if (left === 0) open.delete(id);
      else open.set(id, left);
      ended(why);
      if (why === 'slow') request.log.warn({ teller }, 'a stream was ended because its reader is too slow');
    });
    const reader = readerOf(services, request, leaving.signal);
    const text = texts(reader, (reason) => {
      why = reason;
    });
    reply.headers({ ...streamHeaders, 'ratelimit-policy': policies(reply, services.settings) });
    return reply.send(Readable.from(text));
  }
}

async function* asText(events: AsyncGenerator<Event | null>): AsyncGenerator<string> {
  for await (const event of events) yield event ? message(null, null, event) : heartbeat;
}

function readerOf(
  { feed, readState, settings, counters, tenantOf, closing }: EventServices,
  request: FastifyRequest,
  gone: AbortSignal,
): Reader {
  const who = `${tenantOf(request.hostname).id} ${request.caller.id}`;
  return {
    feed,
    readState,
    heartbeat: settings.heartbeat,
    mayStill: () => request.server.mayStill(request),
    take: async (type) => (await counters.take(`told ${type} ${who}`, 1, bucketOf(settings, type))).wait,
    gone,
    closing,
    clock: nodeClock,
  };
}

const bucketOf = ({ perMinute }: EventSettings, type: Limited) => ({ most: perMinute[type], window: 60_000 });

/** Beside what limits the request itself, what limits the events on it. */
function policies(reply: FastifyReply, { perMinute }: EventSettings): string {
  const own = Object.entries(perMinute).map(([type, most]) => `"${type}";q=${most};w=60`);
  return [reply.getHeader('ratelimit-policy'), ...own].filter((one) => one !== undefined).join(', ');
}

const tooMany = (code: 'server/busy' | 'request/too-many', who: string) => ({
  code,
  message: `${who} ${who === 'You' ? 'have' : 'has'} too many event streams open. Close one, or try again later.`,
  retryAfter: 10,
});

const lastEvent = { type: 'object', properties: { 'last-event-id': { type: 'string', maxLength: 200 } } };
