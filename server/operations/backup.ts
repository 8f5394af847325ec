import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ServerConfig } from '../config.ts';
import { type DumpEnd, dump, dumpCheck, newestMigration, type Storage } from '../storage/index.ts';
import { version } from '../version.ts';
import { readBackup, writeBackup } from './backup-file.ts';
import { CommandProblem } from './command-problem.ts';
import {
  backupKeys,
  brokenAudit,
  checkAuditLog,
  configuration,
  type Ending,
  keysFrom,
  openExisting,
  runCommand,
} from './configured.ts';

/**
 * `node server/operations/backup.ts <folder> [--keep 7]`: everything the server has stored, from one moment, sealed, as
 * a file of its own; the server may be running. The file is read back before older ones go. 0 when it is whole, 1 when the
 * audit log it holds was changed by somebody, 2 when there is no backup.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string', default: '7' } },
});

await runCommand(async () => {
  const [folder] = positionals;
  const keep = Number(values.keep);
  if (folder === undefined || !Number.isInteger(keep) || keep < 1)
    throw new CommandProblem(
      'Name the folder for backups, and how many to keep: backup.ts /var/backups/studio --keep 7',
    );
  const config = configuration();
  const storage = await openExisting();
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await backUp(storage, config, folder, keep);
  } finally {
    await storage.close();
  }
});

async function backUp(storage: Storage, config: ServerConfig, folder: string, keep: number): Promise<Ending> {
  const { db } = storage;
  const keys = backupKeys(config);
  const madeAt = new Date().toISOString();
  const file = join(folder, `studio-${madeAt.replaceAll(/[:.]/g, '-')}.backup`);
  let end: DumpEnd | null = null;
  await writeBackup(file, { madeAt, program: version, migration: newestMigration }, keys[0]!, async (line) => {
    end = await dump(db, line);
  });
  const check = dumpCheck();
  for await (const line of readBackup(file, keys)) check.take(line);
  const { rows, hash } = check.end();
  if (hash !== (end as DumpEnd | null)?.hash)
    throw new CommandProblem(`"${file}" does not hold what was written. Check the disk.`);
  const gone = await dropOlder(folder, keep);
  const { verdict: audit } = await checkAuditLog(storage, keysFrom(config));
  const made = `${file}: ${rows} rows, ${hash}. ${gone} older ${gone === 1 ? 'one was' : 'ones were'} removed.`;
  return audit.intact
    ? { code: 0, sentence: made }
    : {
        code: 1,
        sentence: `${made}\nThe audit log was changed: ${brokenAudit(audit)}. Older backups may hold it as it was.`,
      };
}

/** Names hold the time, so their order is that of time. Leftovers of a backup that was broken off go as well. */
async function dropOlder(folder: string, keep: number): Promise<number> {
  const names = (await readdir(folder)).filter((name) => /^studio-[\dTZ-]+\.backup$/.test(name)).sort();
  const old = names.slice(0, -keep);
  for (const name of old) await rm(join(folder, name));
  return old.length;
}
