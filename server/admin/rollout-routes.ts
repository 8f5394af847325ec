import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { JsonObject, RenderInput } from '#engine';
import { type CsrfSettings, csrfToken } from '../accounts/csrf.ts';
import type { AccountServices } from '../accounts/services.ts';
import type { OwnPages } from '../delivery/own-pages/own-pages.ts';
import { sendOwn } from '../delivery/own-pages/send-own.ts';
import { allows } from '../policy.ts';
import type { RolloutServices } from '../rollout/services.ts';
import { adminPages } from './pages.ts';
import { rolloutView } from './rollout-view.ts';
import { steer } from './steer.ts';

export interface RolloutPages {
  readonly rollouts: RolloutServices;
  readonly accounts: AccountServices;
  readonly csrf: CsrfSettings;
  readonly own: OwnPages;
}

/** One rollout, and a form that steers it: without scripts, as everything here. */
export function rolloutPages(app: FastifyInstance, { rollouts, accounts, csrf, own }: RolloutPages): void {
  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, input: RenderInput, status: number) => {
    const { grants, person } = request.caller;
    const view = await rolloutView(rollouts, id, allows(grants, 'rollouts:write'));
    if (!view)
      return sendOwn(request, reply, own, own.notice('There is no such rollout', 'Look at the list of all.'), 404);
    const page = adminPages().page('rollout');
    const html = page.html({
      form: { form: { rollout: id, epoch: view.epoch } },
      ...input,
      data: { rollout: view as unknown as JsonObject },
      ctx: { now: rollouts.now().toISOString() },
      late: person ? { csrf: csrfToken(accounts, csrf, person) } : {},
    });
    return sendOwn(request, reply, { ...own, allowed: page.allowed }, html, status);
  };

  app.get<{ Params: { id: string } }>(
    '/_admin/rollouts/:id',
    { config: { permission: 'rollouts:read', signInAt: '/_admin/sign-in' } },
    (request, reply) => show(request, reply, request.params.id, {}, 200),
  );

  // The address of the form holds the hash of its page. One that an older program sent is checked as any other.
  app.post<{ Params: { page: string } }>(
    '/_ui/server/:page/a/form/submit',
    { config: { permission: 'rollouts:write', action: 'rollout.steer' } },
    async (request, reply) => {
      const page = adminPages().page('rollout');
      const fields = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      if (!request.params.page.startsWith('admin-rollout@'))
        return sendOwn(
          request,
          reply,
          own,
          own.notice('There is no such form', 'Open the page and use its form.'),
          404,
        );
      const id = fields.get('/rollout') ?? '';
      const view = await rolloutView(rollouts, id, true);
      const answer = await page.act(fields, {
        // What can be chosen depends on it.
        data: async () => ({ data: { rollout: view as unknown as JsonObject } }),
        call: async (_, args) => {
          const { refusal, ...answered } = await steer(rollouts, args, request.caller);
          if (refusal) request.refusal = refusal;
          return answered;
        },
      });
      if (answer.kind === 'redirect') return reply.redirect(answer.to, 303);
      if (answer.kind === 'page') return show(request, reply, id, answer.input, answer.status);
      return sendOwn(
        request,
        reply,
        own,
        own.notice('The form could not be read', 'Open the rollout and try again.'),
        400,
      );
    },
  );
}
