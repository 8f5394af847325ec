import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { secretBox } from '../accounts/secret-box.ts';
import { checkpointSigner } from '../audit/checkpoints.ts';
import { readConfig, type ServerConfig } from '../config.ts';
import { reasonOf } from '../explain.ts';
import { type SecretsKeysFrom, secretsKeys } from '../secrets-keys.ts';
import { type AuditVerdict, openStorage, type Storage, verifyAudit } from '../storage/index.ts';
import { CommandProblem } from './command-problem.ts';

/** What a command came to: 0 done, 1 not done for a reason of what it found, 2 it could not work. */
export interface Ending {
  readonly code: 0 | 1 | 2;
  readonly sentence: string;
}

/** Runs a command to its end: what it has to say goes to standard output when it is good, else to standard error. */
export async function runCommand(command: () => Promise<Ending>): Promise<never> {
  const { code, sentence } = await command().catch(
    (error: unknown): Ending => ({
      code: 2,
      sentence: error instanceof CommandProblem ? error.message : `That did not work: ${reasonOf(error)}`,
    }),
  );
  (code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`);
  process.exit(code);
}

/** The configuration that the server would start with. */
export function configuration(): ServerConfig {
  const reading = readConfig(process.env);
  if ('problems' in reading) throw new CommandProblem(reading.problems.join('\n'));
  return reading.config;
}

/** The database of a server that has run before: the one in a folder that is named, else the configured one. */
export async function openExisting(folder?: string): Promise<Storage> {
  const { dataDir, database } = folder === undefined ? configuration() : { dataDir: folder, database: null };
  if (database === null && !existsSync(join(dataDir, 'server.db')))
    throw new CommandProblem(`There is no server.db in "${dataDir}". Start the server once, or name its DATA_DIR.`);
  return openStorage(dataDir, database);
}

/** Keys of backups, the newest first, from the keys of the server's secrets. */
export const backupKeys = (config: ServerConfig): readonly Buffer[] =>
  secretBox(secretsKeys(keysFrom(config))).derive('backup');

/** Checks the audit log of a server, its signatures too where the key is at hand; a command makes no key. */
export async function checkAuditLog({ db }: Pick<Storage, 'db'>, from: SecretsKeysFrom) {
  const hasKey = from.given !== null || from.file !== null || existsSync(join(from.dataDir, 'secrets-key'));
  const signer = hasKey ? checkpointSigner(secretBox(secretsKeys(from))) : null;
  return { verdict: await verifyAudit(db, signer?.isSigned ?? null), hasKey };
}

/** Where the keys of a server's secrets are. */
export const keysFrom = ({ secretsKey, secretsKeyFile, dataDir }: ServerConfig): SecretsKeysFrom => ({
  given: secretsKey,
  file: secretsKeyFile,
  dataDir,
});

/** What became of a log, for whoever has to find out. */
export function brokenAudit({ brokenAt, how }: AuditVerdict & { readonly intact: false }): string {
  switch (how) {
    case 'changed':
      return `entry ${brokenAt} is missing or not what was written`;
    case 'signature':
      return `the checkpoint at entry ${brokenAt} is missing or not signed by this server`;
    case 'cut':
      return `entry ${brokenAt} and those after it are missing, though later ones were signed`;
  }
}
