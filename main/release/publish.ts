import type { LiveRelease, Reply, Request } from '#contract';
import { auditIn } from '../audit/audit-log.ts';
import type { Context } from '../context.ts';
import { releasesIn } from '../store/releases.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { prepareRelease } from './prepare-release.ts';

/**
 * Sends what was approved, byte for byte. The intent is stored before anything leaves, so that a lost answer is asked
 * for again instead of being forgotten; the server takes the same release twice as once.
 */
export async function publish(
  context: Context,
  project: OpenProject,
  { hash, channel, dryRun }: Request<'release.publish'>,
): Promise<Reply<'release.publish'>> {
  const prepared = await prepareRelease(context, project, { hash, channel });
  if (!prepared.ok) return prepared;
  const { connection, person } = prepared.value;
  const request = { ...prepared.value.request, dryRun };
  if (dryRun) return connection.client.publish(request);

  const { database } = project.store;
  const releases = releasesIn(database);
  const intent = releases.begin({ hash, channel, server: connection.url }, context.now().toISOString());
  const answer = await connection.client.publish(request);
  const at = context.now().toISOString();
  if (!answer.ok && answer.failure.code !== 'release/refused') {
    releases.missed(intent, answer.failure.message);
    return answer;
  }
  const close = () => {
    releases.close(intent, answer.ok ? 'published' : 'refused', answer.ok ? null : answer.failure.message, at);
    auditIn(database).append({
      at,
      who: person,
      what: answer.ok ? 'release.published' : 'release.refused',
      subject: hash,
      details: { channel, server: connection.url, ...outcome(answer) },
    });
  };
  database.transaction(close).immediate();
  return answer;
}

const outcome = (answer: { ok: true; value: LiveRelease } | { ok: false; failure: { message: string } }) =>
  answer.ok ? { url: answer.value.url } : { problem: answer.failure.message };
