import { createInterface } from 'node:readline';
import { passwordProblem } from '../accounts/passwords.ts';
import { createPerson } from '../accounts/people.ts';
import { secretBox } from '../accounts/secret-box.ts';
import { countAdmins, type Storage } from '../storage/index.ts';
import { type Ending, openExisting, runCommand } from './configured.ts';

/**
 * `node server/operations/first-admin.ts <name> [DATA_DIR]`: the first person, who may let others in. The password comes
 * from standard input, so that neither the list of processes nor a shell's history holds it. Without a folder it is the
 * database that DATABASE_URL names, if any. Works once: 0 when the admin was made, 1 when there is one already or name
 * or password will not do, 2 when there is no database. The server may be running.
 */
const [, , name = '', folder] = process.argv;

async function run(): Promise<Ending> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}$/.test(name))
    return {
      code: 1,
      sentence:
        'Name the admin: letters, digits and ". _ @ + -", e.g. node server/operations/first-admin.ts ada@example.com',
    };
  const storage = await openExisting(folder);
  try {
    return await makeAdmin(storage);
  } finally {
    await storage.close();
  }
}

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

await runCommand(run);
