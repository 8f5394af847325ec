import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openStorage, verifyAudit } from '../storage/index.ts';

/** `node server/operations/verify-audit.ts <DATA_DIR>`: 0 when the audit log is intact, 1 when not, 2 when it cannot tell. */
const folder = process.argv[2] ?? process.env['DATA_DIR'] ?? 'server-data';
if (!existsSync(join(folder, 'server.db'))) {
  process.stderr.write(`There is no server.db in "${folder}". Name the server's DATA_DIR.\n`);
  process.exit(2);
}
const storage = await openStorage(folder);
const verdict = await verifyAudit(storage.db);
await storage.close();
if (verdict.intact) process.stdout.write(`Intact: ${verdict.entries} entries, the last one ${verdict.head || '–'}.\n`);
else process.stderr.write(`Changed: entry ${verdict.brokenAt} is missing or not what was written.\n`);
process.exit(verdict.intact ? 0 : 1);
