import { verifyAudit } from '../storage/index.ts';
import { openExisting, runCommand } from './configured.ts';

/**
 * `node server/operations/verify-audit.ts <DATA_DIR>`: 0 when the audit log is intact, 1 when not, 2 when it cannot tell.
 * Without a folder it reads the database that DATABASE_URL names, if any.
 */
await runCommand(async () => {
  const storage = await openExisting(process.argv[2]);
  try {
    const verdict = await verifyAudit(storage.db);
    return verdict.intact
      ? { code: 0, sentence: `Intact: ${verdict.entries} entries, the last one ${verdict.head || '–'}.` }
      : { code: 1, sentence: `Changed: entry ${verdict.brokenAt} is missing or not what was written.` };
  } finally {
    await storage.close();
  }
});
