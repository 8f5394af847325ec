import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type CsrfSettings, csrfProblem } from '../accounts/csrf.ts';
import type { AccountServices } from '../accounts/services.ts';
import { refuseAnyone } from '../answer.ts';
import { comesFromHere } from '../delivery/same-site.ts';
import type { Failure } from '../failures.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Browsers send cookies by themselves, also with what other sites make them send. So whoever is known by a cookie shows
 * for every change that it comes from a page of ours: the browser says so, and a token of this session comes along.
 */
export function guardCookies(app: FastifyInstance, accounts: AccountServices, settings: CsrfSettings): void {
  app.addHook('preValidation', async (request, reply) => {
    const { person } = request.caller;
    if (person?.by !== 'cookie' || safe.has(request.method)) return;
    const problem = comesFromHere(request, accounts.origin())
      ? csrfProblem(accounts, settings, person, tokenOf(request, settings))
      : 'csrf/elsewhere';
    if (problem === null) return;
    return refuseAnyone(reply, { code: problem, message: messages[problem] }, 'Nothing was changed');
  });
}

function tokenOf({ headers, body }: FastifyRequest, { header, field }: CsrfSettings): string | null {
  const given = headers[header];
  if (typeof given === 'string') return given;
  return body instanceof URLSearchParams ? (body.get(field) ?? body.get('_csrf')) : null;
}

const messages = {
  'csrf/elsewhere': 'The request came from another site. Use the page of this server.',
  'csrf/missing': 'The request brings no form token. Open the page and use the form there.',
  'csrf/expired': 'The page was open for too long. Open it again and repeat what you did.',
  'csrf/foreign': 'The form token is from another session. Open the page again and repeat what you did.',
} as const satisfies Partial<Record<Failure['code'], string>>;
