import type { FastifyInstance } from 'fastify';
import { isFromSameSite } from '../delivery/same-site.ts';
import type { TenantOf } from '../delivery/tenants.ts';
import type { PageToken, PageTokens } from './beacon-token.ts';
import { type Telling, tellings } from './outcomes.ts';

export interface BeaconServices {
  readonly tokens: PageTokens;
  /** Counts it, unless the rollout is over. */
  readonly told: (page: PageToken, telling: Telling) => void;
  /** Counts a message of a client; seconds it has to wait, 0 when it may go on. */
  readonly takeTurn: (client: string, tenant: string) => Promise<number>;
  /** Whose host a request asks. */
  readonly tenantOf: TenantOf;
  readonly now: () => number;
  /** Public address of the server. */
  readonly origin: () => string;
}

/** Bytes of a message; policy reports hold an address or two. */
const longest = 8_192;
/** A site may be mounted below another one's address. */
const bases = ['', '/:one', '/:one/:two', '/:one/:two/:three'];

/**
 * `POST {base}_ui/beacon?of={token}`: browsers tell how a page does, by the beacon script or as reports of its policy.
 * What nobody can use, because its token is old, made up or of a rollout that is over, is thrown away without a word.
 */
export function beaconRoutes(
  app: FastifyInstance,
  { tokens, told, takeTurn, tenantOf, now, origin }: BeaconServices,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.addContentTypeParser('application/csp-report', { parseAs: 'string' }, (_, body, done) =>
    done(null, { saw: isOfExtension(body as string) ? 'nothing' : 'violation' }),
  );
  for (const base of bases)
    app.post<{ Querystring: { of: string }; Body: { saw: Telling | 'nothing' } }>(
      `${base}/_ui/beacon`,
      { config: { permission: 'public' }, bodyLimit: longest, schema: { querystring: ofPage, body: message } },
      async (request, reply) => {
        const wait = await takeTurn(request.ip, tenantOf(request.hostname).id);
        if (wait > 0) return reply.code(429).header('retry-after', wait).send();
        const page = isFromSameSite(request, origin()) ? tokens.read(request.query.of, now()) : null;
        const { saw } = request.body;
        if (page && saw !== 'nothing') told(page, saw);
        return reply.code(204).header('cache-control', 'no-store').send();
      },
    );
}

const ofPage = {
  type: 'object',
  required: ['of'],
  additionalProperties: false,
  properties: { of: { type: 'string', maxLength: 120 } },
} as const;

const message = {
  type: 'object',
  required: ['saw'],
  additionalProperties: false,
  properties: { saw: { enum: [...tellings, 'nothing'] } },
} as const;

/** What extensions of a browser do is not the page's doing. */
const isOfExtension = (report: string): boolean =>
  /"(?:source-file|blocked-uri)"\s*:\s*"[a-z-]+-extension/.test(report);
