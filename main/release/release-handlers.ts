import type { Handlers } from '#contract';
import type { Context } from '../context.ts';
import type { InProject } from '../in-project.ts';
import { approve } from '../reviews/approve.ts';
import { publish } from './publish.ts';
import { connect, serverStatus } from './server-connection.ts';

type ReleaseHandlers = Pick<Handlers, 'review.approve' | 'server.status' | 'server.connect' | 'release.publish'>;

export const releaseHandlers = (context: Context, inProject: InProject): ReleaseHandlers => ({
  'review.approve': inProject<'review.approve'>((project, { hash }) => approve(context, project, hash)),
  'server.status': inProject<'server.status'>(({ store }) => serverStatus(context, store)),
  'server.connect': inProject<'server.connect'>((project, request) => connect(context, project, request)),
  'release.publish': inProject<'release.publish'>((project, request) => publish(context, project, request)),
});
