import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { explain } from '../explain.ts';
import { openStorage, type Storage, verifyAudit } from '../storage/index.ts';

/**
 * `node server/operations/verify-audit.ts <DATA_DIR>`: 0 when the audit log is intact, 1 when not, 2 when it cannot tell.
 * Without a folder it reads the database that DATABASE_URL names, if any.
 */
const storage = await opened().catch((error: unknown) => cannotTell(explain(error)));
const verdict = await verifyAudit(storage.db);
await storage.close();
if (verdict.intact) process.stdout.write(`Intact: ${verdict.entries} entries, the last one ${verdict.head || '–'}.\n`);
else process.stderr.write(`Changed: entry ${verdict.brokenAt} is missing or not what was written.\n`);
process.exit(verdict.intact ? 0 : 1);

function opened(): Promise<Storage> {
  const [folder] = process.argv.slice(2);
  if (folder !== undefined) return openFolder(folder);
  const reading = readConfig(process.env);
  if ('problems' in reading) return cannotTell(reading.problems.join('\n'));
  const { dataDir, database } = reading.config;
  return database === null ? openFolder(dataDir) : openStorage(dataDir, database);
}

function openFolder(folder: string): Promise<Storage> {
  if (existsSync(join(folder, 'server.db'))) return openStorage(folder);
  return cannotTell(`There is no server.db in "${folder}". Name the server's DATA_DIR.`);
}

function cannotTell(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
