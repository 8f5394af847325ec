import type { FastifyInstance } from 'fastify';
import type { SignedApproval } from '#engine';
import { signedIn } from '../accounts/self-routes.ts';
import { answer } from '../answer.ts';
import { approvalsOf, giveApproval, newestApprovals } from './approvals.ts';
import type { ReleaseServices } from './publish.ts';
import { signedApproval } from './release-request.ts';

/** People approve, and see what others approved and how many it takes. */
export function approvalRoutes(app: FastifyInstance, services: ReleaseServices): void {
  const read = { permission: 'releases:read' } as const;

  app.get('/api/v1/approvals', { config: read }, async () => ({
    rules: services.approvals,
    approvals: await newestApprovals(services.db),
  }));

  app.get<{ Params: { hash: string } }>(
    '/api/v1/approvals/:hash',
    { config: read, schema: { params: byHash } },
    ({ params }) => approvalsOf(services.db, params.hash),
  );

  app.post<{ Body: { approval: SignedApproval } }>(
    '/api/v1/approvals',
    { config: { permission: 'approvals:write', action: 'approval.give' }, schema: { body: given } },
    async ({ body, caller }, reply) =>
      answer(reply, await giveApproval(services, body.approval, caller, signedIn(caller)), 201),
  );
}

const byHash = {
  type: 'object',
  additionalProperties: false,
  required: ['hash'],
  properties: { hash: { type: 'string', maxLength: 80 } },
};

const given = {
  type: 'object',
  additionalProperties: false,
  required: ['approval'],
  properties: { approval: signedApproval },
};
