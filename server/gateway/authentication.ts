import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '../answer.ts';
import { type Caller, type Scope, scopes } from '../caller.ts';
import type { Failure } from '../failures.ts';
import { type Db, findTokenByHash } from '../storage/index.ts';
import type { RateLimit } from './rate-limit.ts';

export interface Authentication {
  readonly db: Db;
  readonly adminToken: string;
  /** Counts wrong tokens per client. */
  readonly failures: RateLimit;
}

/** Finds out who calls, and refuses whoever lacks the permission the route states. */
export function authenticate(app: FastifyInstance, { db, adminToken, failures }: Authentication): void {
  const admin = digest(adminToken);
  app.decorateRequest('caller');
  app.decorateRequest('refusal', '');
  app.addHook('onRequest', async (request, reply) => {
    request.caller = anonymous(request);
    const { permission } = request.routeOptions.config;
    if (permission === undefined || permission === 'public') return;
    const wait = failures.wait(request.ip);
    if (wait > 0) return refuse(reply.header('retry-after', wait), tooManyFailures);
    const token = bearer(request.headers.authorization);
    const holder = token === null ? null : await identify(db, admin, token);
    if (!holder) {
      failures.take(request.ip);
      return refuse(
        reply.header('www-authenticate', 'Bearer'),
        hasToken(request.headers.authorization) ? invalid : missing,
      );
    }
    request.caller = { ...request.caller, ...holder };
    if (!holder.scopes.includes(permission)) return refuse(reply, forbidden(permission));
  });
}

/** Tokens are compared as SHA-256 digests: the same length always, and nothing readable at rest. */
export const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

type Holder = Pick<Caller, 'name' | 'scopes'>;

async function identify(db: Db, admin: Buffer, token: string): Promise<Holder | null> {
  const given = digest(token);
  if (timingSafeEqual(given, admin)) return { name: 'admin', scopes };
  const row = await findTokenByHash(db, given.toString('base64url'));
  if (!row || row.revoked_at !== null) return null;
  return { name: row.name, scopes: row.scopes.split(' ') as Scope[] };
}

function bearer(header: string | undefined): string | null {
  return /^Bearer ([A-Za-z0-9._~+/=-]{1,4000})$/.exec(header ?? '')?.[1] ?? null;
}

/** True for text that cannot be a token as well: whoever sends it meant to send one. */
const hasToken = (header: string | undefined): boolean => /^Bearer \S/.test(header ?? '');

const anonymous = (request: FastifyRequest): Caller => ({
  name: 'anonymous',
  scopes: [],
  client: request.ip,
  requestId: request.id,
});

const missing: Failure = {
  code: 'auth/missing',
  message: 'Send your token with the request: "Authorization: Bearer <token>".',
};
const invalid: Failure = {
  code: 'auth/invalid',
  message: 'The server does not know this token, or it was revoked. Ask its administrator for a new one.',
};
const tooManyFailures: Failure = {
  code: 'request/too-many',
  message: 'Too many wrong tokens came from your address. Wait a moment and try again.',
};
const forbidden = (permission: string): Failure => ({
  code: 'auth/forbidden',
  message: `This token lacks the permission "${permission}".`,
});
