import { fail, ok, type Reply, type Request, type Result, type Rollout } from '#contract';
import { auditIn } from '../audit/audit-log.ts';
import type { Context } from '../context.ts';
import { releasesIn } from '../store/releases.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { garbage, refusalCode, type ServerFailure } from './ask-server.ts';
import { prepareRelease } from './prepare-release.ts';
import { type Connection, connectionOf, speaker } from './server-connection.ts';
import { isRollout, isRolloutList, rolloutView } from './server-rollouts.ts';

/** Rollouts that the project's server knows of, the newest first. A server that has none of this has none. */
export async function listRollouts(
  context: Context,
  { store }: OpenProject,
  { documentId }: Request<'rollout.list'>,
): Promise<Reply<'rollout.list'>> {
  const connection = connectionOf(context, store);
  if (!connection) return notConnected;
  const query = documentId === '' ? '' : `?documentId=${encodeURIComponent(documentId)}`;
  const answer = await connection.client.ask('GET', `/api/v1/rollouts${query}`);
  if (!answer.ok) return refusalCode(answer.failure) === 'request/not-found' ? ok([]) : answer;
  return isRolloutList(answer.value) ? ok(answer.value) : garbage(connection.url);
}

export async function readRollout(
  context: Context,
  { store }: OpenProject,
  { id }: Request<'rollout.read'>,
): Promise<Reply<'rollout.read'>> {
  const connection = connectionOf(context, store);
  if (!connection) return notConnected;
  const answer = await connection.client.ask('GET', `/api/v1/rollouts/${encodeURIComponent(id)}`);
  if (!answer.ok) return answer;
  const view = rolloutView(answer.value);
  return view ? ok(view) : garbage(connection.url);
}

/** Stores the approved version at the server without showing it, then begins to roll it out against what is live. */
export async function startRollout(
  context: Context,
  project: OpenProject,
  { hash, channel, strategy, why }: Request<'rollout.start'>,
): Promise<Reply<'rollout.start'>> {
  const { store } = project;
  const prepared = await prepareRelease(context, project, { hash, channel });
  if (!prepared.ok) return prepared;
  const { connection, person, request } = prepared.value;
  const stored = await connection.client.publish({ ...request, live: false });
  if (!stored.ok) return stored;
  const { documentId } = stored.value;
  const body = { documentId, channel, candidate: hash, strategy, why };
  const live = await connection.client.live();
  if (!live.ok) return live;
  const current = live.value.find((release) => release.documentId === documentId && release.channel === channel);
  const headers = current ? { 'if-match': `"${current.versionHash}"` } : { 'if-none-match': '*' };
  const started = await answered(connection, connection.client.ask('POST', '/api/v1/rollouts', body, headers));
  if (!started.ok) return started;

  const at = context.now().toISOString();
  const releases = releasesIn(store.database);
  const note = () => {
    releases.close(releases.begin({ hash, channel, server: connection.url }, at), 'published', null, at);
    const details = { channel, server: connection.url, rollout: started.value.id, why };
    auditIn(store.database).append({ at, who: person, what: 'rollout.started', subject: hash, details });
  };
  store.database.transaction(note).immediate();
  return started;
}

/** What a person decides about a rollout; both the server and this project remember who and why. */
export async function actOnRollout(
  context: Context,
  { store }: OpenProject,
  { id, epoch, action, why, all }: Request<'rollout.act'>,
): Promise<Reply<'rollout.act'>> {
  const connection = connectionOf(context, store);
  if (!connection) return notConnected;
  const body = { why, ...(action === 'promote' && { to: all ? 'all' : 'next' }) };
  const path = `/api/v1/rollouts/${encodeURIComponent(id)}/${action}`;
  // Whoever stops something means it however far it has come; whoever goes on means what they looked at.
  const headers = action === 'promote' || action === 'resume' ? { 'if-match': `"${epoch}"` } : {};
  const led = await answered(connection, connection.client.ask('POST', path, body, headers));
  if (led.ok && !store.readOnly) {
    const { candidate, channel } = led.value;
    auditIn(store.database).append({
      at: context.now().toISOString(),
      who: speaker(context, store),
      what: `rollout.${action}`,
      subject: candidate.hash,
      details: { channel, server: connection.url, rollout: id, why },
    });
  }
  return led;
}

async function answered(
  { url }: Connection,
  answer: Promise<Result<unknown, ServerFailure>>,
): Promise<Result<Rollout, ServerFailure>> {
  const given = await answer;
  if (!given.ok) return given;
  return isRollout(given.value) ? ok(given.value) : garbage(url);
}

const notConnected = fail('release/not-configured', 'No server is set for this project, or nobody is signed in there.');
