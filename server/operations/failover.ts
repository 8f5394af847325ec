import pg from 'pg';
import { connectionOf } from '../storage/postgres-connection.ts';
import { CommandProblem } from './command-problem.ts';
import { configuration, type Ending, runCommand } from './configured.ts';

/**
 * `node server/operations/failover.ts <address of the standby>`, with the server's own variables: makes the standby of the
 * configured PostgreSQL the one that is written to, once the configured one has not answered three times. Then start the
 * servers with that address. 0 when the standby takes changes, 1 when there is no reason to, 2 when it did not work.
 */
const times = 3;
/** Milliseconds between two looks at the primary. */
const between = 1_000;

await runCommand(async (): Promise<Ending> => {
  const standby = process.argv[2];
  const { database } = configuration();
  if (database === null || standby === undefined)
    throw new CommandProblem(
      'Set DATABASE_URL, and name the standby: failover.ts postgres://user:password@standby/studio',
    );
  const asked = (url: string, statement: string) => ask(connectionOf({ ...database, url }), statement);
  for (let at = 0; at < times; at += 1) {
    const answers = await asked(database.url, 'SELECT 1').then(
      () => true,
      () => false,
    );
    // Two that are written to would each have changes that the other lacks.
    if (answers)
      return { code: 1, sentence: 'The database in DATABASE_URL answers. Stop it first, so that there are never two.' };
    if (at < times - 1) await new Promise((resolve) => setTimeout(resolve, between));
  }
  const [state] = await asked(standby, 'SELECT pg_is_in_recovery() AS follows');
  if (state?.['follows'] === false)
    return { code: 0, sentence: 'The standby takes changes already. Start the servers with its address.' };
  const [promoted] = await asked(standby, 'SELECT pg_promote(true, 30) AS done');
  if (promoted?.['done'] !== true)
    throw new CommandProblem('The standby did not take over within 30 seconds. Look at its log.');
  return { code: 0, sentence: 'The standby takes changes now. Start the servers with its address in DATABASE_URL.' };
});

async function ask(connection: pg.ClientConfig, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 3_000, statement_timeout: 40_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
