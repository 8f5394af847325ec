import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendOwn } from '../delivery/own-pages/send-own.ts';
import { type Failure, statuses } from '../failures.ts';
import type { AccountPages } from './account-pages.ts';
import { type Attempt, oidcClient } from './oidc.ts';
import { personOf } from './oidc-people.ts';
import { isPrivate, notPrivate } from './private-connection.ts';
import type { AccountServices } from './services.ts';
import { cookieIn, sessionCookie } from './session-cookie.ts';
import { startCookieSession } from './sessions.ts';

const callback = '/_admin/oidc/callback';

/** Seconds somebody may take at the other place. */
const lifetime = 600;

/** Signing in with an account that people have elsewhere. */
export function oidcPages(app: FastifyInstance, services: AccountServices, pages: AccountPages): void {
  const { own, cookie, oidc: settings } = pages;
  if (!settings) return;
  const oidc = oidcClient(settings);
  const attemptCookie = `${cookie}-oidc`;
  const say = (
    request: FastifyRequest,
    reply: FastifyReply,
    title: string,
    failure: Failure,
  ): Promise<FastifyReply> => {
    request.refusal = failure.code;
    return sendOwn(request, reply, own, own.notice(title, failure.message), statuses[failure.code]);
  };

  app.get('/_admin/oidc', { config: { permission: 'public' } }, async (request, reply) => {
    if (!isPrivate(request)) return say(request, reply, notHere, notPrivate);
    try {
      const { address, attempt } = await oidc.begin(`${services.origin()}${callback}`);
      const sealed = services.box.seal(JSON.stringify({ ...attempt, at: services.now().getTime() }), purpose);
      return await reply.header('set-cookie', passing(attemptCookie, sealed, lifetime)).redirect(address, 302);
    } catch (error) {
      request.log.warn({ err: error }, 'the OpenID Connect issuer cannot be asked');
      return say(request, reply, notHere, away);
    }
  });

  app.get(
    callback,
    { config: { permission: 'public', action: 'session.start', guessable: true } },
    async (request, reply) => {
      if (!isPrivate(request)) return say(request, reply, notHere, notPrivate);
      reply.header('set-cookie', passing(attemptCookie, '', 0));
      const attempt = readAttempt(services, cookieIn(request.headers.cookie, attemptCookie));
      if (!attempt) return say(request, reply, notHere, tooLate);
      const arrived = new URL(request.url, services.origin());
      const claims = await oidc.finish(arrived, attempt).catch((error: unknown) => {
        // Its message names the check that failed; codes and tokens are not in it.
        request.log.warn({ reason: (error as Error).message }, 'an OpenID Connect sign-in does not fit');
        return null;
      });
      if (!claims) return say(request, reply, notHere, unfit);
      const proved = await personOf(services, settings, claims, request.caller);
      if (!proved.ok) return say(request, reply, notHere, proved.failure);
      const { secret, seconds } = await startCookieSession(services, proved.value, request.caller);
      reply.header('set-cookie', sessionCookie(cookie, secret, seconds));
      // Not a redirection: the cookie does not come with what another site began, and it began this.
      reply.header('refresh', '0; url=/_admin');
      return sendOwn(request, reply, own, own.notice('You are signed in', 'One moment: your account opens.'), 200);
    },
  );
}

const notHere = 'You are not signed in';
const purpose = 'oidc sign-in';

/** Comes with what the other site begins, unlike the cookie of a session; it holds nothing that stands for anybody. */
const passing = (name: string, value: string, seconds: number): string =>
  `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;

function readAttempt({ box, now }: AccountServices, sealed: string | null): Attempt | null {
  if (!sealed) return null;
  try {
    const { at, ...attempt } = JSON.parse(box.open(sealed, purpose)) as Attempt & { readonly at: number };
    return now().getTime() - at <= lifetime * 1_000 ? attempt : null;
  } catch {
    return null;
  }
}

const away: Failure = {
  code: 'server/busy',
  message: 'The place where you sign in does not answer. Try again, or sign in with name and password.',
};
const tooLate: Failure = {
  code: 'auth/wrong',
  message: 'It took too long, or began elsewhere. Start again at the sign-in page.',
};
const unfit: Failure = { code: 'auth/wrong', message: 'What came back does not fit. Start again at the sign-in page.' };
