import type { SecretsKeysFrom } from '../secrets-keys.ts';
import { brokenAudit, checkAuditLog, configuration, keysFrom, openExisting, runCommand } from './configured.ts';

/**
 * `node server/operations/verify-audit.ts <DATA_DIR>`: 0 when the audit log is intact, 1 when not, 2 when it cannot tell.
 * Without a folder it reads the database that DATABASE_URL names, if any.
 */
await runCommand(async () => {
  const storage = await openExisting(process.argv[2]);
  try {
    const { verdict, hasKey } = await checkAuditLog(storage, keys(process.argv[2]));
    if (!verdict.intact) return { code: 1, sentence: `Changed: ${brokenAudit(verdict)}.` };
    const { entries, head, checkpoints } = verdict;
    const signed =
      checkpoints === 0
        ? 'none of them signed yet'
        : `${checkpoints} of them signed${hasKey ? '' : '; the signatures cannot be checked without SECRETS_KEY'}`;
    return { code: 0, sentence: `Intact: ${entries} entries, the last one ${head || '–'}, ${signed}.` };
  } finally {
    await storage.close();
  }
});

/** Of a folder that is named only the key counts, not the rest of the configuration. */
function keys(folder?: string): SecretsKeysFrom {
  if (folder === undefined) return keysFrom(configuration());
  const { SECRETS_KEY, SECRETS_KEY_FILE } = process.env;
  return { given: SECRETS_KEY || null, file: SECRETS_KEY_FILE || null, dataDir: folder };
}
