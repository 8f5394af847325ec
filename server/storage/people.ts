import type { PersonRow } from './account-tables.ts';
import type { Db } from './storage.ts';

export const insertPerson = async (db: Db, person: PersonRow): Promise<void> =>
  void (await db.insertInto('person').values(person).execute());

export const findPerson = (db: Db, id: string): Promise<PersonRow | undefined> =>
  db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();

export const findPersonByName = (db: Db, name: string): Promise<PersonRow | undefined> =>
  db.selectFrom('person').selectAll().where('name', '=', name).executeTakeFirst();

/** By name, with whether a second factor is confirmed. */
export const listPeople = (db: Db): Promise<(PersonRow & { readonly confirmed_at: string | null })[]> =>
  db
    .selectFrom('person')
    .leftJoin('second_factor', 'second_factor.person_id', 'person.id')
    .selectAll('person')
    .select('second_factor.confirmed_at')
    .orderBy('person.name')
    .execute();

export const changePerson = async (
  db: Db,
  id: string,
  change: Partial<Pick<PersonRow, 'role' | 'password' | 'disabled_at' | 'password_given'>>,
): Promise<void> => void (await db.updateTable('person').set(change).where('id', '=', id).execute());

/** Admins who can sign in. */
export async function countAdmins(db: Db): Promise<number> {
  const row = await db
    .selectFrom('person')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
