import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { passwordProblem } from '../accounts/passwords.ts';
import { createPerson } from '../accounts/people.ts';
import { secretBox } from '../accounts/secret-box.ts';
import { readConfig } from '../config.ts';
import { explain } from '../explain.ts';
import { countAdmins, openStorage, type Storage } from '../storage/index.ts';

/**
 * `node server/operations/first-admin.ts <name> [DATA_DIR]`: the first person, who may let others in. The password comes
 * from standard input, so that neither the list of processes nor a shell's history holds it. Without a folder it is the
 * database that DATABASE_URL names, if any. Works once: 0 when the admin was made, 1 when there is one already or name
 * or password will not do, 2 when there is no database. The server may be running.
 */
const [, , name = '', folder] = process.argv;

interface Ending {
  readonly code: 0 | 1 | 2;
  readonly sentence: string;
}

async function run(): Promise<Ending> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}$/.test(name))
    return {
      code: 1,
      sentence:
        'Name the admin: letters, digits and ". _ @ + -", e.g. node server/operations/first-admin.ts ada@example.com',
    };
  const storage = await opened().catch((error: unknown) => explain(error));
  if (typeof storage === 'string') return { code: 2, sentence: storage };
  try {
    return await makeAdmin(storage);
  } finally {
    await storage.close();
  }
}

/** The database, or why there is none. */
async function opened(): Promise<Storage | string> {
  if (folder !== undefined) return openFolder(folder);
  const reading = readConfig(process.env);
  if ('problems' in reading) return reading.problems.join('\n');
  const { dataDir, database } = reading.config;
  return database === null ? openFolder(dataDir) : openStorage(dataDir, database);
}

const openFolder = async (place: string): Promise<Storage | string> =>
  existsSync(join(place, 'server.db'))
    ? openStorage(place)
    : `There is no server.db in "${place}". Start the server once, or name its DATA_DIR.`;

async function makeAdmin({ db }: Storage): Promise<Ending> {
  if ((await countAdmins(db)) > 0)
    return { code: 1, sentence: 'There is an admin already, who can make others: POST /api/v1/people.' };
  const password = await passwordFromInput();
  const problem = passwordProblem(password, name.toLowerCase());
  if (problem) return { code: 1, sentence: problem };
  const caller = { name: 'first-admin', id: 'first-admin', grants: [], person: null, client: 'local', requestId: '' };
  const services = { db, now: () => new Date(), origin: () => '', box: secretBox(() => []) };
  const made = await createPerson(services, { name, role: 'admin', password }, caller);
  return made.ok
    ? { code: 0, sentence: `${made.value.name} can sign in now and let others in.` }
    : { code: 1, sentence: made.failure.message };
}

async function passwordFromInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password, at least 12 characters (it shows while you type): ');
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

const { code, sentence } = await run();
(code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`);
process.exit(code);
