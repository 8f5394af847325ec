import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActionHost } from '#engine';
import type { OidcSettings } from '../config-oidc.ts';
import type { OwnPage, OwnPages } from '../delivery/own-pages/own-pages.ts';
import { sendOwn } from '../delivery/own-pages/send-own.ts';
import { comesFromHere } from '../delivery/same-site.ts';
import { type Failure, statuses } from '../failures.ts';
import { type CsrfSettings, csrfToken } from './csrf.ts';
import { oidcPages } from './oidc-pages.ts';
import { isPrivate, notPrivate } from './private-connection.ts';
import { hasConfirmedFactor } from './second-factor.ts';
import { signedIn } from './self-routes.ts';
import type { AccountServices } from './services.ts';
import { endedCookie, sessionCookie } from './session-cookie.ts';
import { endCallersSession, startCookieSession } from './sessions.ts';
import { proveIdentity } from './sign-in.ts';

export interface AccountPages {
  readonly own: OwnPages;
  readonly csrf: CsrfSettings;
  readonly cookie: string;
  /** Another way to sign in; null without. */
  readonly oidc: OidcSettings | null;
}

/** How people sign in with a browser, see that they are, and sign out: forms of ours, without scripts. */
export function accountPages(app: FastifyInstance, services: AccountServices, pages: AccountPages): void {
  const { own, csrf, cookie } = pages;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, new URLSearchParams(body as string)),
  );
  // Without this policy a browser would say of its own forms that they come from nowhere.
  app.addHook(
    'onRequest',
    async (_, reply) => void reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' }),
  );

  oidcPages(app, services, pages);

  app.get('/_admin/sign-in', { config: { permission: 'public' } }, (request, reply) =>
    sendOwn(request, reply, own, own.signIn.html(signInInput(pages)), 200),
  );

  app.post(
    own.signIn.action,
    { config: { permission: 'public', action: 'session.start', guessable: true } },
    async (request, reply): Promise<FastifyReply> => {
      // There is no session yet to bind a token to; still nobody is to be signed in as somebody else.
      if (!comesFromHere(request, services.origin())) {
        request.refusal = 'csrf/elsewhere';
        return sendOwn(request, reply, own, own.notice(elsewhere, 'Open the sign-in page here and use its form.'), 403);
      }
      return act(request, reply, pages, own.signIn, async (_, args) => {
        if (!isPrivate(request)) return refused(request, notPrivate);
        const { name, password, code = '' } = args as { name: string; password: string; code?: string };
        const proved = await proveIdentity(
          services,
          { name, password, ...(code === '' ? {} : { code }) },
          request.caller,
        );
        if (!proved.ok) return refused(request, proved.failure);
        const { secret, seconds } = await startCookieSession(services, proved.value, request.caller);
        reply.header('set-cookie', sessionCookie(cookie, secret, seconds));
        return { ok: true, result: null };
      });
    },
  );

  app.get('/_admin', { config: { permission: 'self:read', signInAt: '/_admin/sign-in' } }, async (request, reply) => {
    const person = signedIn(request.caller);
    const factor = await hasConfirmedFactor(services, person.id);
    const html = own.account.html({
      params: { name: request.caller.name, role: person.role, factor },
      late: { csrf: csrfToken(services, csrf, person) },
    });
    return sendOwn(request, reply, own, html, 200);
  });

  app.post(own.account.action, { config: { permission: 'self:write', action: 'session.end' } }, (request, reply) =>
    act(request, reply, pages, own.account, async () => {
      await endCallersSession(services, signedIn(request.caller).sessionId, request.caller);
      reply.header('set-cookie', endedCookie(cookie));
      return { ok: true, result: null };
    }),
  );
}

/** What the sign-in page says beside its form. */
const signInInput = ({ oidc }: AccountPages) => ({ params: { provider: oidc?.label ?? '' } });

const elsewhere = 'The form came from elsewhere';

/** What a form of ours comes to: on to the next page, or the form again with what is wrong. */
async function act(
  request: FastifyRequest,
  reply: FastifyReply,
  pages: AccountPages,
  page: OwnPage,
  call: ActionHost['call'],
): Promise<FastifyReply> {
  const { own } = pages;
  const input = page === own.signIn ? signInInput(pages) : {};
  const fields = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
  const answer = await page.act(fields, { call });
  if (answer.kind === 'redirect') return reply.redirect(answer.to, 303);
  if (answer.kind === 'page')
    return sendOwn(request, reply, own, page.html({ ...answer.input, ...input }), answer.status);
  return sendOwn(request, reply, own, own.notice('The form could not be read', 'Open the page and try again.'), 400);
}

/** Beside the field that it is about, and to the audit log. */
function refused(request: FastifyRequest, { code, message }: Failure) {
  request.refusal = code;
  const at = code === 'auth/code-needed' || code === 'auth/wrong-code' ? '/code' : '/password';
  return { ok: false, status: statuses[code], errors: [{ at, message: personally[code] ?? message }] } as const;
}

/** What a person reads where a program reads how to send it. */
const personally: Partial<Record<Failure['code'], string>> = {
  'auth/code-needed': 'Type the code of your second factor too, and your password again.',
};
