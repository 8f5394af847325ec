import { randomUUID } from 'node:crypto';
import { type Caller, done } from '../caller.ts';
import { fail, ok, type Result, wait } from '../failures.ts';
import type { Role } from '../policy.ts';
import {
  appendAudit,
  changePerson,
  countAdmins,
  type Db,
  endSessionsOf,
  findPerson,
  findPersonByName,
  insertPerson,
  listPeople,
  type PersonRow,
  takeTurn,
} from '../storage/index.ts';
import { hashPassword, startPassword } from './passwords.ts';
import { removeSecondFactor } from './second-factor.ts';
import { type AccountServices, timeFrom } from './services.ts';

/** A person as admins see them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly disabledAt: string | null;
}

/** A password somebody else has seen, for the first sign-in. Shown once. */
export interface WithPassword {
  readonly password: string;
}

/** Names are compared in small letters, so that `Ada` and `ada` are one person. */
export async function createPerson(
  { db, now }: AccountServices,
  input: { readonly name: string; readonly role: Role; readonly password?: string },
  caller: Caller,
): Promise<Result<Person & WithPassword>> {
  const password = input.password ?? startPassword();
  const hash = await hashPassword(password);
  if (hash === null) return busy;
  const at = timeFrom({ now });
  const row: PersonRow = {
    id: randomUUID(),
    name: input.name.toLowerCase(),
    role: input.role,
    password: hash,
    created_at: at,
    created_by: caller.name,
    disabled_at: null,
    password_given: Number(input.password === undefined),
  };
  return db.transaction().execute(async (transaction) => {
    await takeTurn(transaction, 'people');
    if (reserved.has(row.name) || (await findPersonByName(transaction, row.name)))
      return fail('person/taken', `There is a "${row.name}" already.`);
    await insertPerson(transaction, row);
    await appendAudit(transaction, done(caller, at, 'person.create', `${row.name} as ${row.role}`));
    return ok({ ...show(row), password });
  });
}

export async function allPeople({
  db,
}: AccountServices): Promise<readonly (Person & { readonly hasSecondFactor: boolean })[]> {
  return (await listPeople(db)).map((row) => ({ ...show(row), hasSecondFactor: row.confirmed_at !== null }));
}

/** Takes effect with the next request of theirs. */
export const changeRole = (
  services: AccountServices,
  id: string,
  role: Role,
  caller: Caller,
): Promise<Result<Person>> =>
  change(services, id, async (db, person, at) => {
    if (role !== 'admin' && (await isLastAdmin(db, person))) return lastAdmin;
    await changePerson(db, id, { role });
    await appendAudit(db, done(caller, at, 'person.role', `${person.name} as ${role}`));
    return ok({ ...person, role });
  });

/** Ends all their sessions; they cannot sign in until they are enabled again. */
export const disablePerson = (services: AccountServices, id: string, caller: Caller): Promise<Result<Person>> =>
  change(services, id, async (db, person, at) => {
    if (person.disabled_at !== null) return ok(person);
    if (await isLastAdmin(db, person)) return lastAdmin;
    await changePerson(db, id, { disabled_at: at });
    await endSessionsOf(db, id, at);
    await appendAudit(db, done(caller, at, 'person.disable', person.name));
    return ok({ ...person, disabled_at: at });
  });

export const enablePerson = (services: AccountServices, id: string, caller: Caller): Promise<Result<Person>> =>
  change(services, id, async (db, person, at) => {
    await changePerson(db, id, { disabled_at: null });
    await appendAudit(db, done(caller, at, 'person.enable', person.name));
    return ok({ ...person, disabled_at: null });
  });

/** A new password for somebody who lost theirs; ends all their sessions. */
export async function resetPassword(
  services: AccountServices,
  id: string,
  caller: Caller,
): Promise<Result<Person & WithPassword>> {
  const password = startPassword();
  const hash = await hashPassword(password);
  if (hash === null) return busy;
  const changed = await change(services, id, async (db, person, at) => {
    await changePerson(db, id, { password: hash, password_given: 1 });
    await endSessionsOf(db, id, at);
    await appendAudit(db, done(caller, at, 'person.password', person.name));
    return ok(person);
  });
  return changed.ok ? ok({ ...changed.value, password }) : changed;
}

/** For somebody who lost device and recovery codes. */
export async function resetSecondFactor(
  services: AccountServices,
  id: string,
  caller: Caller,
): Promise<Result<Person>> {
  const person = await findPerson(services.db, id);
  if (!person) return nobody;
  await removeSecondFactor(services, id, caller);
  return ok(show(person));
}

function change(
  services: AccountServices,
  id: string,
  task: (db: Db, person: PersonRow, at: string) => Promise<Result<PersonRow>>,
): Promise<Result<Person>> {
  return services.db.transaction().execute(async (transaction) => {
    await takeTurn(transaction, 'people');
    const person = await findPerson(transaction, id);
    if (!person) return nobody;
    const result = await task(transaction, person, timeFrom(services));
    return result.ok ? ok(show(result.value)) : result;
  });
}

/** Somebody must be left who can let others in. */
const isLastAdmin = async (db: Db, { role, disabled_at }: PersonRow): Promise<boolean> =>
  role === 'admin' && disabled_at === null && (await countAdmins(db)) === 1;

const show = ({ id, name, role, created_at, created_by, disabled_at }: PersonRow): Person => ({
  id,
  name,
  role: role as Role,
  createdAt: created_at,
  createdBy: created_by,
  disabledAt: disabled_at,
});

/** Others who appear in the audit log under these names. */
const reserved = new Set(['admin', 'anonymous', 'first-admin']);

const nobody = fail('person/not-found', 'Nobody here has this id.');
const lastAdmin = fail('person/last-admin', 'This is the last admin. Make somebody else one first.');
const busy = wait('server/busy', 2_000, (seconds) => `The server is busy. Try again in ${seconds} s.`);
