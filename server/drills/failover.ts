import { temporaryPostgres } from '../testing/postgres.ts';
import type { AtEnd } from '../testing/temporary-server.ts';
import { operator } from './operator.ts';
import { adminHeaders, approver, serverProcess, shared } from './server-process.ts';
import { greetingAt, publishVersion } from './versions.ts';
import { hold } from './with-ends.ts';

export interface FailoverReport {
  readonly answered: number;
  /** Versions that were answered and are not there afterwards. */
  readonly lost: number;
  /** From the loss of the database to the next version that was taken. */
  readonly milliseconds: number;
}

/**
 * Loses the PostgreSQL of a server while versions are published to it, makes the standby take over by one command, and
 * goes on there with a second server. Pages are shown all the while. Throws when something else happens.
 */
export async function failOver(isSynchronous: boolean, atEnd: AtEnd): Promise<FailoverReport> {
  const primary = await temporaryPostgres(atEnd);
  const database = await primary.database();
  const standby = await primary.replica();
  if (isSynchronous) {
    await primary.run(database, `ALTER SYSTEM SET synchronous_standby_names = '*'`);
    await primary.run(database, 'SELECT pg_reload_conf()');
  }
  const common = shared();
  const headers = adminHeaders(common);
  const first = await serverProcess({ ...common, DATABASE_URL: database }, atEnd);
  const person = await approver(first.url, headers);
  const refused = await operator('failover', [standby.at(database)], { DATABASE_URL: database });
  hold(refused.code === 1, `While the database answers, nothing takes over: ${refused.words}`);

  const answered: string[] = [];
  let isAway = false;
  const publishing = (async () => {
    for (let at = 1; !isAway; at += 1)
      // What is under way when the database goes is not answered: whoever sent it sends it again.
      await publishVersion(first.url, headers, person, at).then(
        (hash) => answered.push(hash),
        () => undefined,
      );
  })();
  while (answered.length < 5) await new Promise((resolve) => setTimeout(resolve, 10));
  const begin = performance.now();
  await primary.kill();
  isAway = true;
  await publishing;
  hold((await greetingAt(first.url)).includes('Version'), 'The page is gone with the database.');

  const done = await operator('failover', [standby.at(database)], { DATABASE_URL: database });
  hold(done.code === 0, `The standby did not take over: ${done.words}`);
  const second = await serverProcess({ ...common, DATABASE_URL: standby.at(database) }, atEnd);
  hold((await greetingAt(second.url)).includes('Version'), 'The page is not there after the change.');
  const stored = await standby.run(standby.at(database), 'SELECT hash FROM release');
  const known = new Set(stored.map(({ hash }) => hash));
  await publishVersion(second.url, headers, person, 10_000);
  const milliseconds = Math.round(performance.now() - begin);
  hold((await greetingAt(second.url)).includes('Version 10000'), 'What is published afterwards is not shown.');
  return { answered: answered.length, lost: answered.filter((hash) => !known.has(hash)).length, milliseconds };
}
