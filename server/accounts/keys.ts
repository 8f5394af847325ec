import type { Kysely } from 'kysely';
import { type Caller, done } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import {
  appendAudit,
  findKey,
  insertKey,
  listKeys,
  revokeKey,
  type SigningKeyRow,
  type Tables,
} from '../storage/index.ts';
import { readPublicKey } from './public-key.ts';

/** A registered key as clients see it. */
export interface SigningKey {
  readonly id: string;
  readonly name: string;
  readonly publicKey: string;
  /** Id of the person who showed that it is theirs; null where somebody registered it for somebody. */
  readonly personId: string | null;
  readonly registeredAt: string;
  readonly revokedAt: string | null;
}

/** Registers a person's public key. Repeating is harmless; a revoked key never comes back. */
export async function registerKey(
  db: Kysely<Tables>,
  input: { readonly name: string; readonly publicKey: string },
  caller: Caller,
  at: string,
): Promise<Result<SigningKey>> {
  const key = readPublicKey(input.publicKey);
  if (!key) return fail('key/invalid', 'This is no Ed25519 public key in PEM form ("-----BEGIN PUBLIC KEY-----").');
  return db.transaction().execute(async (transaction) => {
    const known = await findKey(transaction, key.id);
    if (known?.revoked_at) return fail('key/taken', 'This key was revoked and cannot be registered again.');
    if (known) return ok(showKey(known));
    const row: SigningKeyRow = {
      id: key.id,
      name: input.name,
      public_key: key.pem,
      created_at: at,
      created_by: caller.name,
      revoked_at: null,
      person_id: null,
    };
    await insertKey(transaction, row);
    await appendAudit(transaction, done(caller, at, 'key.register', key.id));
    return ok(showKey(row));
  });
}

export const allKeys = async (db: Kysely<Tables>): Promise<readonly SigningKey[]> => (await listKeys(db)).map(showKey);

/** From now on signatures of this key count for nothing; what it approved before stays live. */
export async function revokeSigningKey(
  db: Kysely<Tables>,
  id: string,
  caller: Caller,
  at: string,
): Promise<Result<SigningKey>> {
  return db.transaction().execute(async (transaction) => {
    const key = await findKey(transaction, id);
    if (!key) return fail('key/not-found', 'No key with this id is registered.');
    if (key.revoked_at === null) {
      await revokeKey(transaction, id, at);
      await appendAudit(transaction, done(caller, at, 'key.revoke', id));
    }
    return ok(showKey({ ...key, revoked_at: key.revoked_at ?? at }));
  });
}

/** As clients see it. */
export const showKey = (row: SigningKeyRow): SigningKey => ({
  id: row.id,
  name: row.name,
  publicKey: row.public_key,
  personId: row.person_id,
  registeredAt: row.created_at,
  revokedAt: row.revoked_at,
});
