import { listSecondFactors, listTokenKeys, resealSecondFactor, resealTokenKey } from '../storage/index.ts';
import { seedPurpose } from './second-factor.ts';
import type { AccountServices } from './services.ts';
import { purposeOf } from './token-keys.ts';

/**
 * Seals everything anew that was sealed with an older secrets key, so that the old one can be thrown away. Throws
 * `WrongSecretsKey` when something does not open: better at start than when somebody signs in.
 */
export async function resealSecrets({ db, box }: Pick<AccountServices, 'db' | 'box'>): Promise<void> {
  const renewed = (sealed: string, purpose: string): string | null => {
    const text = box.open(sealed, purpose);
    return box.isCurrent(sealed) ? null : box.seal(text, purpose);
  };
  for (const { kid, private_key } of await listTokenKeys(db)) {
    const sealed = renewed(private_key, purposeOf(kid));
    if (sealed) await resealTokenKey(db, kid, sealed);
  }
  for (const { person_id, seed } of await listSecondFactors(db)) {
    const sealed = renewed(seed, seedPurpose(person_id));
    if (sealed) await resealSecondFactor(db, person_id, sealed);
  }
}
