import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuseAnyone } from '../answer.ts';
import type { ServerConfig } from '../config.ts';
import type { TenantOf } from '../delivery/tenants.ts';
import { type Bucket, type Counters, perSecond, type Taken } from './counters.ts';

/** How much of the API one caller may use. */
export interface RequestLimits {
  /** All requests of somebody who is signed in. */
  readonly api: Bucket;
  /** Reads of one address, by one caller from one place. */
  readonly read: Bucket;
  /** Changes at one address, by one caller from one place. */
  readonly write: Bucket;
}

/** The limits as they are configured: rates and how many may come at once. */
export const requestLimits = (limits: ServerConfig['limits']): RequestLimits => ({
  api: perSecond(limits.apiPerHour / 3_600, limits.apiBurst),
  read: perSecond(limits.readsPerSecond, limits.readBurst),
  write: perSecond(limits.writesPerSecond, limits.writeBurst),
});

/**
 * Slows down whoever asks the API too often, and tells everybody how far they are from that. Runs after authentication.
 * Health and metrics are never limited; pages have their own limit.
 */
export function limitRequests(
  app: FastifyInstance,
  counters: Counters,
  limits: RequestLimits,
  tenantOf: TenantOf,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const { url, config } = request.routeOptions;
    if (!url?.startsWith('/api/') && config.action === undefined) return;
    const { id, client } = request.caller;
    const isKnown = id !== 'anonymous';
    const kind = isChange(request) ? 'write' : 'read';
    const tenant = tenantOf(request.hostname).id;
    const states: State[] = [];
    const take = async (name: keyof RequestLimits, key: string): Promise<Taken> => {
      const state = await counters.take(`${name} ${key}`, 1, limits[name]);
      states.push({ name, bucket: limits[name], state });
      return state;
    };
    // The narrow limit first: what it refuses does not count for the wide one.
    let state = await take(kind, `${tenant} ${request.method} ${url} ${id} ${client}`);
    if (state.ok && isKnown) state = await take('api', `${tenant} ${id}`);
    tell(reply, states);
    if (!state.ok) return refuseFor(reply, state);
  });
}

const isChange = ({ method, routeOptions: { config } }: FastifyRequest): boolean =>
  config.action !== undefined || !['GET', 'HEAD', 'OPTIONS'].includes(method);

interface State {
  readonly name: string;
  readonly bucket: Bucket;
  readonly state: Taken;
}

/** As draft-ietf-httpapi-ratelimit-headers has them: what holds, and how much of it is left. */
function tell(reply: FastifyReply, states: readonly State[]): void {
  const seconds = (milliseconds: number): number => Math.ceil(milliseconds / 1_000);
  const policies = states.map(({ name, bucket }) => `"${name}";q=${bucket.most};w=${seconds(bucket.window)}`);
  const left = states.map(({ name, state }) => `"${name}";r=${Math.floor(state.left)};t=${seconds(state.full)}`);
  reply.headers({ 'ratelimit-policy': policies.join(', '), ratelimit: left.join(', ') });
}

function refuseFor(reply: FastifyReply, { wait }: Taken): FastifyReply {
  const retryAfter = Math.max(1, Math.ceil(wait / 1_000));
  const message = `Too many requests at once. Try again in ${retryAfter} s.`;
  return refuseAnyone(reply, { code: 'request/too-many', message, retryAfter }, 'Too many requests');
}
