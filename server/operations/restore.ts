import { parseArgs } from 'node:util';
import type { ServerConfig } from '../config.ts';
import {
  appendAudit,
  claimFolder,
  type DumpEnd,
  dumpCheck,
  hashOfAll,
  isEmpty,
  knowsMigration,
  lastMigration,
  load,
  newestMigration,
  openStorage,
} from '../storage/index.ts';
import { readBackup, readHead } from './backup-file.ts';
import { CommandProblem } from './command-problem.ts';
import {
  backupKeys,
  brokenAudit,
  checkAuditLog,
  configuration,
  type Ending,
  keysFrom,
  runCommand,
} from './configured.ts';

/**
 * `node server/operations/restore.ts <file>`: fills an empty database, of either kind, with what a backup holds, and
 * proves by hash that it does; all of it or nothing. With `--check` the backup is only read, and nothing else touched.
 * The server must not be running. 0 when all is well, 2 when nothing was restored.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
});

await runCommand(async () => {
  const [file] = positionals;
  if (file === undefined) throw new CommandProblem('Name the backup: restore.ts /var/backups/studio/studio-….backup');
  const config = configuration();
  try {
    return values.check ? await check(file, config) : await restore(file, config);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new CommandProblem(`There is no "${file}".`) : error;
  }
});

async function check(file: string, config: ServerConfig): Promise<Ending> {
  const { madeAt } = await readHead(file);
  const lines = dumpCheck();
  for await (const line of readBackup(file, backupKeys(config))) lines.take(line);
  const { rows, hash } = lines.end();
  return { code: 0, sentence: `Whole: ${rows} rows of ${madeAt}, ${hash}.` };
}

async function restore(file: string, config: ServerConfig): Promise<Ending> {
  const { migration, program, madeAt } = await readHead(file);
  if (!knowsMigration(migration))
    throw new CommandProblem(
      `"${file}" was made by version ${program}, which is newer than this one. Use that version.`,
    );
  const keys = backupKeys(config);
  const leave = claimFolder(config.dataDir);
  try {
    const end = await fill(config, migration, () => readBackup(file, keys));
    return await putInUse(config, end, `${end.rows} rows of ${madeAt}`);
  } finally {
    leave();
  }
}

async function fill(
  { dataDir, database }: ServerConfig,
  migration: string,
  lines: () => AsyncIterable<string>,
): Promise<DumpEnd> {
  const storage = await openStorage(dataDir, database, migration);
  try {
    const { db } = storage;
    if (!(await isEmpty(db)) || (await lastMigration(db)) !== migration)
      throw new CommandProblem(
        `There is something in ${database === null ? `"${dataDir}"` : 'the database'} already. Restore into an empty one, so that nothing is lost.`,
      );
    const end = await load(db, lines());
    // Only then the tables are those that the hash was made of.
    if (migration === newestMigration && (await hashOfAll(db)).hash !== end.hash)
      throw new CommandProblem('What was restored is not what the backup holds. Do not use it, and check the disk.');
    return end;
  } finally {
    await storage.close();
  }
}

/** Brings it up to date and writes down that it was restored. */
async function putInUse(config: ServerConfig, { hash }: DumpEnd, what: string): Promise<Ending> {
  const { dataDir, database } = config;
  const storage = await openStorage(dataDir, database);
  try {
    const { verdict: audit } = await checkAuditLog(storage, keysFrom(config));
    const event = { actor: 'operator', action: 'server.restore', target: hash, outcome: 'done', reason: '' } as const;
    await appendAudit(storage.db, { ...event, at: new Date().toISOString(), client: 'local', requestId: '' });
    const log = audit.intact
      ? `${audit.entries} audit entries, intact`
      : `the audit log was changed: ${brokenAudit(audit)}`;
    return { code: 0, sentence: `Restored: ${what}, ${hash}; ${log}. People sign in anew.` };
  } finally {
    await storage.close();
  }
}
