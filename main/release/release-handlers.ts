import type { Handlers } from '#contract';
import type { Context } from '../context.ts';
import type { InProject } from '../in-project.ts';
import { approveAndTell } from './approve-and-tell.ts';
import { connect } from './connect.ts';
import { publish } from './publish.ts';
import { actOnRollout, listRollouts, readRollout, startRollout } from './rollouts.ts';
import { serverStatus } from './server-status.ts';
import { changePassword, replaceKey, signIn, signOut } from './sign-in.ts';

type ReleaseHandlers = Pick<
  Handlers,
  | 'review.approve'
  | 'server.status'
  | 'server.connect'
  | 'server.sign-in'
  | 'server.sign-out'
  | 'server.change-password'
  | 'server.replace-key'
  | 'release.publish'
  | 'rollout.list'
  | 'rollout.read'
  | 'rollout.start'
  | 'rollout.act'
>;

export const releaseHandlers = (context: Context, inProject: InProject): ReleaseHandlers => ({
  'review.approve': inProject<'review.approve'>((project, { hash }) => approveAndTell(context, project, hash)),
  'server.status': inProject<'server.status'>(({ store }) => serverStatus(context, store)),
  'server.connect': inProject<'server.connect'>((project, request) => connect(context, project, request)),
  'server.sign-in': inProject<'server.sign-in'>((project, request) => signIn(context, project, request)),
  'server.sign-out': inProject<'server.sign-out'>((project) => signOut(context, project)),
  'server.change-password': inProject<'server.change-password'>((project, request) =>
    changePassword(context, project, request),
  ),
  'server.replace-key': inProject<'server.replace-key'>((project) => replaceKey(context, project)),
  'rollout.list': inProject<'rollout.list'>((project, request) => listRollouts(context, project, request)),
  'rollout.read': inProject<'rollout.read'>((project, request) => readRollout(context, project, request)),
  'rollout.start': inProject<'rollout.start'>((project, request) => startRollout(context, project, request)),
  'rollout.act': inProject<'rollout.act'>((project, request) => actOnRollout(context, project, request)),
  'release.publish': inProject<'release.publish'>((project, request) => publish(context, project, request)),
});
