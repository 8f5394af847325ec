import { keyProofText } from '#engine';
import { type Caller, done, type SignedIn } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import { appendAudit, findKey, insertKey, keysOf, ownKey, revokeKey } from '../storage/index.ts';
import { type SigningKey, showKey } from './keys.ts';
import { isSignedBy, readPublicKey } from './public-key.ts';
import { type AccountServices, timeFrom } from './services.ts';

export interface KeyWithProof {
  /** SPKI PEM, Ed25519. */
  readonly publicKey: string;
  /** Base64 of the signature over `keyProofText(person, key)`. */
  readonly proof: string;
}

/**
 * Registers a key as the person's own. They show that they have its private half: otherwise somebody could claim a key
 * of a colleague, and with it what the colleague approved. Repeating is harmless.
 */
export async function registerOwnKey(
  services: AccountServices,
  { publicKey, proof }: KeyWithProof,
  caller: Caller,
  { id: personId }: SignedIn,
): Promise<Result<SigningKey>> {
  const key = readPublicKey(publicKey);
  if (!key) return fail('key/invalid', 'This is no Ed25519 public key in PEM form ("-----BEGIN PUBLIC KEY-----").');
  if (!isSignedBy(key.pem, keyProofText(personId, key.id), proof))
    return fail('key/unproven', 'The proof was not signed with the private half of this key, for this person.');
  const at = timeFrom(services);
  return services.db.transaction().execute(async (transaction) => {
    const known = await findKey(transaction, key.id);
    if (known?.revoked_at) return fail('key/taken', 'This key was revoked and cannot be registered again.');
    if (known?.person_id === personId) return ok(showKey(known));
    const row = {
      id: key.id,
      name: caller.name,
      public_key: key.pem,
      created_at: known?.created_at ?? at,
      created_by: known?.created_by ?? caller.name,
      revoked_at: null,
      person_id: personId,
    };
    if (!known) await insertKey(transaction, row);
    else if (!(await ownKey(transaction, key.id, personId, caller.name)))
      return fail('key/taken', "This key is somebody else's. Everybody needs a key of their own.");
    await appendAudit(transaction, done(caller, at, 'key.register', key.id));
    return ok(showKey(row));
  });
}

export const ownKeys = async ({ db }: AccountServices, { id }: SignedIn): Promise<readonly SigningKey[]> =>
  (await keysOf(db, id)).map(showKey);

/** From now on signatures of this key of theirs count for nothing. */
export async function revokeOwnKey(
  services: AccountServices,
  id: string,
  caller: Caller,
  person: SignedIn,
): Promise<Result<SigningKey>> {
  const at = timeFrom(services);
  return services.db.transaction().execute(async (transaction) => {
    const key = await findKey(transaction, id);
    if (key?.person_id !== person.id) return fail('key/not-found', 'You have no key with this id.');
    if (key.revoked_at === null) {
      await revokeKey(transaction, id, at);
      await appendAudit(transaction, done(caller, at, 'key.revoke', id));
    }
    return ok(showKey({ ...key, revoked_at: key.revoked_at ?? at }));
  });
}
