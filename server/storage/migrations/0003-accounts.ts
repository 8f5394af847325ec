import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** People, their sessions and second factors, and the keys of their tokens. */
export const accounts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await texts(
      db.schema.createTable('person'),
      ['name', 'role', 'password', 'created_at', 'created_by'],
      ['disabled_at'],
    )
      .addColumn('id', 'text', (id) => id.primaryKey())
      .addUniqueConstraint('person_name', ['name'])
      .execute();
    await texts(db.schema.createTable('second_factor'), ['seed'], ['confirmed_at'])
      .addColumn('person_id', 'text', (id) => id.primaryKey().references('person.id'))
      .addColumn('last_step', 'integer', (step) => step.notNull())
      .execute();
    await texts(db.schema.createTable('recovery_code'), [], ['used_at'])
      .addColumn('hash', 'text', (hash) => hash.primaryKey())
      .addColumn('person_id', 'text', (id) => id.notNull().references('person.id'))
      .execute();
    await texts(db.schema.createTable('session'), ['started_at', 'expires_at'], ['cookie_hash', 'ended_at'])
      .addColumn('id', 'text', (id) => id.primaryKey())
      .addColumn('person_id', 'text', (id) => id.notNull().references('person.id'))
      .addColumn('second_factor', 'integer', (proved) => proved.notNull())
      .addUniqueConstraint('session_cookie', ['cookie_hash'])
      .execute();
    await db.schema.createIndex('session_person').on('session').column('person_id').execute();
    await texts(db.schema.createTable('refresh_token'), ['expires_at'], ['used_at'])
      .addColumn('hash', 'text', (hash) => hash.primaryKey())
      .addColumn('session_id', 'text', (id) => id.notNull().references('session.id').onDelete('cascade'))
      .execute();
    await db.schema.createIndex('refresh_token_session').on('refresh_token').column('session_id').execute();
    await texts(db.schema.createTable('sign_in_failure'), ['wait_until', 'last_at'], [])
      .addColumn('key', 'text', (key) => key.primaryKey())
      .addColumn('failures', 'integer', (failures) => failures.notNull())
      .execute();
    await texts(
      db.schema.createTable('token_key'),
      ['public_key', 'private_key', 'created_at'],
      ['retired_at', 'revoked_at'],
    )
      .addColumn('kid', 'text', (kid) => kid.primaryKey())
      .execute();
  },
};

/** Columns that must be there, and columns that may be null. */
function texts<Table extends string>(
  table: CreateTableBuilder<Table>,
  required: readonly string[],
  optional: readonly string[],
): CreateTableBuilder<Table, string> {
  let made: CreateTableBuilder<Table, string> = table;
  for (const name of required) made = made.addColumn(name, 'text', (column) => column.notNull());
  for (const name of optional) made = made.addColumn(name, 'text');
  return made;
}
