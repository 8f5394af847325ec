import type { PersonRow, RefreshTokenRow, SessionRow } from './account-tables.ts';
import type { Db } from './storage.ts';

export const insertSession = async (db: Db, session: SessionRow): Promise<void> =>
  void (await db.insertInto('session').values(session).execute());

/** A session that goes on, and whose it is. */
export interface OpenSession {
  readonly session: SessionRow;
  readonly person: PersonRow;
}

export const findOpenSession = (db: Db, id: string, at: string): Promise<OpenSession | null> =>
  openSession(db, 'id', id, at);

export const findOpenSessionByCookie = (db: Db, cookieHash: string, at: string): Promise<OpenSession | null> =>
  openSession(db, 'cookie_hash', cookieHash, at);

/** Null as well when the person has been disabled. */
async function openSession(
  db: Db,
  column: 'id' | 'cookie_hash',
  value: string,
  at: string,
): Promise<OpenSession | null> {
  const session = await db
    .selectFrom('session')
    .selectAll()
    .where(column, '=', value)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  if (!session) return null;
  const person = await db
    .selectFrom('person')
    .selectAll()
    .where('id', '=', session.person_id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return person ? { session, person } : null;
}

export const endSession = async (db: Db, id: string, at: string): Promise<void> =>
  void (await db
    .updateTable('session')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute());

/** All sessions of a person but the one named. */
export const endSessionsOf = async (db: Db, personId: string, at: string, but = ''): Promise<void> =>
  void (await db
    .updateTable('session')
    .set({ ended_at: at })
    .where('person_id', '=', personId)
    .where('id', '!=', but)
    .where('ended_at', 'is', null)
    .execute());

/** Forgets sessions that expired before `at`, with their tokens. */
export const forgetSessions = async (db: Db, at: string): Promise<void> =>
  void (await db.deleteFrom('session').where('expires_at', '<', at).execute());

export const insertRefreshToken = async (db: Db, token: RefreshTokenRow): Promise<void> =>
  void (await db.insertInto('refresh_token').values(token).execute());

export const findRefreshToken = (db: Db, hash: string): Promise<RefreshTokenRow | undefined> =>
  db.selectFrom('refresh_token').selectAll().where('hash', '=', hash).executeTakeFirst();

/** Whether it was unused until now: of two who come at once, one is told no. */
export async function spendRefreshToken(db: Db, hash: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('refresh_token')
    .set({ used_at: at })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
