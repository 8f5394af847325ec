import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { looksLikeAccessToken, readAccessToken } from '../accounts/access-token.ts';
import { digestOf } from '../accounts/secrets.ts';
import { type AccountServices, timeFrom } from '../accounts/services.ts';
import { cookieIn } from '../accounts/session-cookie.ts';
import { refuse, refuseAnyone } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { Failure } from '../failures.ts';
import { adminTokenGrants, allows, needsSecondFactor, policy, type Role, type Scope } from '../policy.ts';
import { findOpenSession, findOpenSessionByCookie, findTokenByHash, type OpenSession } from '../storage/index.ts';
import type { Bucket, Counters } from './counters.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether whoever sent a request may still do what they were allowed to then. */
    mayStill(request: FastifyRequest): Promise<boolean>;
  }
}

export interface Authentication {
  readonly accounts: AccountServices;
  readonly adminToken: () => string;
  readonly requireSecondFactor: 'off' | 'publish';
  /** Name of the cookie of browsers' sessions. */
  readonly cookie: string;
  readonly counters: Counters;
  /** Wrong tokens of one client. */
  readonly failures: Bucket;
}

/** Finds out who calls, and refuses whoever lacks the permission the route states. */
export function authenticate(app: FastifyInstance, options: Authentication): void {
  const { counters, failures, requireSecondFactor } = options;
  app.decorateRequest('caller');
  app.decorateRequest('refusal', '');
  app.decorate('mayStill', async (request: FastifyRequest) => {
    const { permission } = request.routeOptions.config;
    const holder = await holderOf(request, options);
    return holder?.id === request.caller.id && permission !== 'public' && allows(holder.grants, permission!);
  });
  app.addHook('onRequest', async (request, reply) => {
    request.caller = anonymous(request);
    const { permission, signInAt, guessable, openTo } = request.routeOptions.config;
    if (openTo?.(request) && request.headers.authorization === undefined) return;
    if (permission === undefined || (permission === 'public' && !guessable)) return;
    const { wait } = await counters.take(guessesOf(request), 0, failures);
    if (wait > 0)
      return refuseAnyone(reply, { ...tooManyFailures, retryAfter: Math.ceil(wait / 1_000) }, 'Too many attempts');
    if (permission === 'public') return;
    const holder = await holderOf(request, options);
    if (!holder && signInAt) return reply.redirect(signInAt, 303);
    if (!holder) {
      await counters.take(guessesOf(request), 1, failures);
      return refuse(
        reply.header('www-authenticate', 'Bearer'),
        hasToken(request.headers.authorization) ? invalid : missing,
      );
    }
    request.caller = { ...request.caller, ...holder };
    if (!allows(holder.grants, permission)) return refuseAnyone(reply, forbidden(permission), 'Not with your rights');
    const isProtected = requireSecondFactor === 'publish' && needsSecondFactor.includes(permission);
    if (isProtected && holder.person && !holder.person.hasSecondFactor) return refuse(reply, secondFactorNeeded);
  });
  app.addHook('onSend', async (request, _, payload) => {
    if (request.routeOptions.config.guessable && wrongGuesses.has(request.refusal))
      await counters.take(guessesOf(request), 1, failures);
    return payload;
  });
}

/** Counted by network address. */
const guessesOf = ({ ip }: FastifyRequest): string => `guess ${ip}`;

const wrongGuesses: ReadonlySet<string> = new Set(['auth/wrong', 'auth/wrong-code', 'auth/invalid', 'auth/reused']);

/** A token is meant, a cookie comes by itself: where there is a token, right or wrong, no cookie counts. */
async function holderOf({ headers }: FastifyRequest, options: Authentication): Promise<Holder | null> {
  if (headers.authorization !== undefined) {
    const token = bearer(headers.authorization);
    return token === null ? null : identify(options, token);
  }
  const secret = cookieIn(headers.cookie, options.cookie);
  const { accounts } = options;
  const open = secret ? await findOpenSessionByCookie(accounts.db, digestOf(secret), timeFrom(accounts)) : null;
  return open ? personHolding(open, 'cookie') : null;
}

type Holder = Pick<Caller, 'name' | 'id' | 'grants' | 'person'>;

async function identify({ accounts, adminToken }: Authentication, token: string): Promise<Holder | null> {
  const given = digestOf(token);
  if (timingSafeEqual(Buffer.from(given), Buffer.from(digestOf(adminToken()))))
    return { name: 'admin', id: 'admin', grants: adminTokenGrants, person: null };
  if (looksLikeAccessToken(token)) {
    const subject = await readAccessToken(accounts, token);
    const open = subject && (await findOpenSession(accounts.db, subject.sessionId, timeFrom(accounts)));
    return open && open.person.id === subject.personId ? personHolding(open, 'token') : null;
  }
  const row = await findTokenByHash(accounts.db, given);
  if (!row || row.revoked_at !== null) return null;
  return { name: row.name, id: `token:${row.id}`, grants: row.scopes.split(' ') as Scope[], person: null };
}

/** Their role is read at each request: whoever loses it loses it now. */
function personHolding({ session, person }: OpenSession, by: 'token' | 'cookie'): Holder {
  const role = person.role as Role;
  const signedIn = { id: person.id, role, sessionId: session.id, hasSecondFactor: session.second_factor === 1, by };
  return { name: person.name, id: `person:${person.id}`, grants: policy[role], person: signedIn };
}

function bearer(header: string | undefined): string | null {
  return /^Bearer ([A-Za-z0-9._~+/=-]{1,4000})$/.exec(header ?? '')?.[1] ?? null;
}

/** True for text that cannot be a token as well: whoever sends it meant to send one. */
const hasToken = (header: string | undefined): boolean => /^Bearer \S/.test(header ?? '');

const anonymous = (request: FastifyRequest): Caller => ({
  name: 'anonymous',
  id: 'anonymous',
  grants: [],
  person: null,
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
  message: 'Too many wrong tokens or passwords came from your address. Wait a moment and try again.',
};
const forbidden = (permission: string): Failure => ({
  code: 'auth/forbidden',
  message: `This token lacks the permission "${permission}".`,
});
const secondFactorNeeded: Failure = {
  code: 'auth/second-factor',
  message: 'This takes a second factor. Enrol one for your account if you have none, and sign in again with its code.',
};
