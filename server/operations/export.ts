import { parseArgs } from 'node:util';
import { secretBox } from '../accounts/secret-box.ts';
import { secretsKeys } from '../secrets-keys.ts';
import { newestMigration } from '../storage/index.ts';
import { version } from '../version.ts';
import { readBackup, writeBackup } from './backup-file.ts';
import { CommandProblem } from './command-problem.ts';
import { configuration, type Ending, openExisting, runCommand } from './configured.ts';
import { tenantLines } from './tenant-lines.ts';

/**
 * `node server/operations/export.ts --tenant acme FILE`: what the server holds for one tenant, sealed with a key derived
 * from the secrets key; `--open FILE` writes it to standard output as lines of JSON. The server may be running. 0 when
 * the file is whole, 1 when the tenant is not known, 2 when it could not be written or read.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { tenant: { type: 'string' }, open: { type: 'boolean', default: false } },
});

await runCommand(async (): Promise<Ending> => {
  const [file] = positionals;
  if (file === undefined || (!values.open && !values.tenant))
    throw new CommandProblem('Name the tenant and the file: export.ts --tenant acme acme.export');
  const config = configuration();
  const { secretsKey: given, secretsKeyFile, dataDir } = config;
  const keys = secretBox(secretsKeys({ given, file: secretsKeyFile, dataDir })).derive('export');
  if (values.open) {
    for await (const line of readBackup(file, keys)) process.stdout.write(`${line}\n`);
    return { code: 0, sentence: '' };
  }
  const tenant = values.tenant ?? '';
  const storage = await openExisting();
  try {
    let lines = 0;
    const head = { madeAt: new Date().toISOString(), program: version, migration: newestMigration };
    const found = await tenantLines(storage.db, tenant, config.tenantsFile);
    if (!found)
      return { code: 1, sentence: `There is no tenant "${tenant}" in TENANTS_FILE, and no release names it.` };
    await writeBackup(file, head, keys[0]!, async (line) => {
      for await (const one of found) {
        await line(one);
        lines += 1;
      }
    });
    let read = 0;
    for await (const _ of readBackup(file, keys)) read += 1;
    if (read !== lines) throw new CommandProblem(`"${file}" holds ${read} of ${lines} lines. Check the disk.`);
    return { code: 0, sentence: `${file}: ${lines} entries of "${tenant}", sealed.` };
  } finally {
    await storage.close();
  }
});
