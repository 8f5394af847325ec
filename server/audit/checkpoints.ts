import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonical } from '#engine';
import type { SecretBox } from '../accounts/secret-box.ts';
import type { AuditCheckpointRow } from '../storage/index.ts';

/** Signs places of the audit log, and tells its own signatures from others. */
export interface CheckpointSigner {
  sign(place: Pick<AuditCheckpointRow, 'seq' | 'hash' | 'at'>): AuditCheckpointRow;
  /** Signed with one of the keys, old ones included. */
  isSigned(checkpoint: AuditCheckpointRow): boolean;
  /** Signed with the newest key. */
  isCurrent(checkpoint: AuditCheckpointRow): boolean;
}

/** Ed25519 with keys that come from the secrets key: whoever can write to the database only cannot sign. */
export function checkpointSigner(box: Pick<SecretBox, 'derive'>): CheckpointSigner {
  const [newest, ...older] = box.derive('audit checkpoints').map(pairOf);
  if (!newest) throw new Error('There is no secrets key.');
  const pairs = [newest, ...older];
  return {
    sign: (place) => ({
      ...place,
      public_key: newest.name,
      signature: sign(null, textOf(place), newest.key).toString('base64url'),
    }),
    isSigned(checkpoint) {
      const pair = pairs.find(({ name }) => name === checkpoint.public_key);
      const signature = Buffer.from(checkpoint.signature, 'base64url');
      // The same bytes can be written in several ways; only one of them is ours.
      if (!pair || signature.toString('base64url') !== checkpoint.signature) return false;
      return verify(null, textOf(checkpoint), pair.publicKey, signature);
    },
    isCurrent: ({ public_key }) => public_key === newest.name,
  };
}

const textOf = ({ seq, hash, at }: Pick<AuditCheckpointRow, 'seq' | 'hash' | 'at'>): Buffer =>
  Buffer.from(canonical({ use: 'audit checkpoint', seq, hash, at }));

interface Pair {
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
  readonly name: string;
}

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410). */
const head = Buffer.from('302e020100300506032b657004220420', 'hex');

function pairOf(seed: Buffer): Pair {
  const key = createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key);
  return { key, publicKey, name: publicKey.export({ format: 'jwk' }).x! };
}
