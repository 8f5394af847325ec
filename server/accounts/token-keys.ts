import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomUUID,
} from 'node:crypto';
import { type Caller, done } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import {
  appendAudit,
  type Db,
  findTokenKey,
  insertTokenKey,
  listTokenKeys,
  retireTokenKeys,
  revokeTokenKey,
  type TokenKeyRow,
  takeTurn,
} from '../storage/index.ts';
import type { SecretBox } from './secret-box.ts';
import { type AccountServices, day, minute, timeFrom } from './services.ts';

/** A key of access tokens as operators see it. */
export interface TokenKey {
  readonly kid: string;
  readonly createdAt: string;
  readonly retiredAt: string | null;
  readonly revokedAt: string | null;
}

/** A key signs for a month, then a new one takes its place. */
const signsFor = 30 * day;
/** What a retired key signed counts a little longer than the longest token. */
const overlap = 20 * minute;

/** The key that signs now; the first one, and one for a key that is too old, is made on the way. */
export async function signingKey({
  db,
  box,
  now,
}: AccountServices): Promise<{ readonly kid: string; readonly key: KeyObject }> {
  const at = timeFrom({ now });
  const young = timeFrom({ now }, -signsFor);
  const current = (await listTokenKeys(db)).find((row) => isSigning(row) && row.created_at > young);
  const row = current ?? (await db.transaction().execute((transaction) => replaceKey(transaction, box, at)));
  return { kid: row.kid, key: privateKey(row, box) };
}

/** The key that checks tokens naming `kid`; null for unknown and revoked ones, and once all it signed has expired. */
export async function verificationKey({ db, now }: AccountServices, kid: string): Promise<KeyObject | null> {
  const row = await findTokenKey(db, kid);
  return row && counts(row, timeFrom({ now }, -overlap))
    ? createPublicKey({ key: publicJwk(row), format: 'jwk' })
    : null;
}

/** For `/.well-known/jwks.json`. */
export async function publicKeys({ db, now }: AccountServices): Promise<readonly JsonWebKey[]> {
  const since = timeFrom({ now }, -overlap);
  return (await listTokenKeys(db)).filter((row) => counts(row, since)).map(publicJwk);
}

export const allTokenKeys = async ({ db }: AccountServices): Promise<readonly TokenKey[]> =>
  (await listTokenKeys(db)).map(show);

/** From now on a new key signs; tokens of the old one count until they expire. */
export function rotateTokenKey({ db, box, now }: AccountServices, caller: Caller): Promise<TokenKey> {
  const at = timeFrom({ now });
  return db.transaction().execute(async (transaction) => {
    const row = await replaceKey(transaction, box, at);
    await appendAudit(transaction, done(caller, at, 'token-key.rotate', row.kid));
    return show(row);
  });
}

/** No token it signed counts any more, from the next request on. Whoever holds one refreshes it. */
export function revokeKeyOfTokens(
  { db, now }: AccountServices,
  kid: string,
  caller: Caller,
): Promise<Result<TokenKey>> {
  const at = timeFrom({ now });
  return db.transaction().execute(async (transaction) => {
    const row = await findTokenKey(transaction, kid);
    if (!row) return fail('token-key/not-found', 'No key with this id signs tokens here.');
    if (row.revoked_at === null) {
      await revokeTokenKey(transaction, kid, at);
      await appendAudit(transaction, done(caller, at, 'token-key.revoke', kid));
    }
    return ok(show({ ...row, revoked_at: row.revoked_at ?? at }));
  });
}

const isSigning = ({ retired_at, revoked_at }: TokenKeyRow): boolean => retired_at === null && revoked_at === null;

const counts = ({ retired_at, revoked_at }: TokenKeyRow, since: string): boolean =>
  revoked_at === null && (retired_at === null || retired_at > since);

async function replaceKey(db: Db, box: SecretBox, at: string): Promise<TokenKeyRow> {
  const pair = generateKeyPairSync('ed25519');
  const kid = randomUUID();
  const row: TokenKeyRow = {
    kid,
    public_key: JSON.stringify({ ...pair.publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'EdDSA' }),
    private_key: box.seal(JSON.stringify(pair.privateKey.export({ format: 'jwk' })), purposeOf(kid)),
    created_at: at,
    retired_at: null,
    revoked_at: null,
  };
  await takeTurn(db, 'token-keys');
  await retireTokenKeys(db, at);
  await insertTokenKey(db, row);
  return row;
}

const privateKey = ({ kid, private_key }: TokenKeyRow, box: SecretBox): KeyObject =>
  createPrivateKey({ key: JSON.parse(box.open(private_key, purposeOf(kid))) as JsonWebKey, format: 'jwk' });

const publicJwk = ({ public_key }: TokenKeyRow): JsonWebKey => JSON.parse(public_key) as JsonWebKey;

/** Under which it is sealed. */
export const purposeOf = (kid: string): string => `token key ${kid}`;

const show = ({ kid, created_at, retired_at, revoked_at }: TokenKeyRow): TokenKey => ({
  kid,
  createdAt: created_at,
  retiredAt: retired_at,
  revokedAt: revoked_at,
});
