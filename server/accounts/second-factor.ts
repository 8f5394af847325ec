import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { type Caller, done } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import {
  appendAudit,
  deleteSecondFactor,
  findSecondFactor,
  replaceRecoveryCodes,
  saveSecondFactor,
  spendRecoveryCode,
  spendTimeStep,
} from '../storage/index.ts';
import { digestOf } from './secrets.ts';
import { type AccountServices, timeFrom } from './services.ts';

/** What an authenticator app needs. Shown once. */
export interface Enrolment {
  /** Base32, for typing. */
  readonly seed: string;
  /** `otpauth://` address, for a QR code. */
  readonly address: string;
}

/** Starts over as long as nothing was confirmed; a confirmed factor is removed first. */
export async function enrolSecondFactor(
  { db, box, now }: AccountServices,
  personId: string,
  caller: Caller,
): Promise<Result<Enrolment>> {
  const seed = new Secret({ size: 20 }).base32;
  return db.transaction().execute(async (transaction) => {
    const known = await findSecondFactor(transaction, personId);
    if (known?.confirmed_at) return taken;
    await saveSecondFactor(transaction, {
      person_id: personId,
      seed: box.seal(seed, seedPurpose(personId)),
      confirmed_at: null,
      last_step: 0,
    });
    await appendAudit(transaction, done(caller, timeFrom({ now }), 'factor.enrol', personId));
    return ok({ seed, address: totp(seed, caller.name).toString() });
  });
}

/** A first code shows that the seed arrived. Answers with recovery codes, shown once, each of which counts once. */
export async function confirmSecondFactor(
  services: AccountServices,
  personId: string,
  code: string,
  caller: Caller,
): Promise<Result<{ readonly recoveryCodes: readonly string[] }>> {
  const { db } = services;
  const factor = await findSecondFactor(db, personId);
  if (!factor) return fail('factor/not-found', 'Enrol a second factor first.');
  if (factor.confirmed_at) return taken;
  const at = timeFrom(services);
  const step = stepOf(services, factor.seed, personId, code);
  return db.transaction().execute(async (transaction) => {
    if (step === null || !(await spendTimeStep(transaction, personId, step, at)))
      return fail(
        'factor/wrong-code',
        'This code does not count. Check the clock of your device and take the next one.',
      );
    const recoveryCodes = Array.from({ length: 10 }, newRecoveryCode);
    await replaceRecoveryCodes(transaction, personId, recoveryCodes.map(digestOf));
    await appendAudit(transaction, done(caller, at, 'factor.confirm', personId));
    return ok({ recoveryCodes });
  });
}

/** With its recovery codes; the person can enrol anew. */
export async function removeSecondFactor(services: AccountServices, personId: string, caller: Caller): Promise<void> {
  await services.db.transaction().execute(async (transaction) => {
    await deleteSecondFactor(transaction, personId);
    await appendAudit(transaction, done(caller, timeFrom(services), 'factor.remove', personId));
  });
}

export const hasConfirmedFactor = async ({ db }: AccountServices, personId: string): Promise<boolean> =>
  typeof (await findSecondFactor(db, personId))?.confirmed_at === 'string';

/** Whether the code counts now; if so, neither it nor an older one counts again. */
export async function checkSecondFactor(services: AccountServices, personId: string, code: string): Promise<boolean> {
  const at = timeFrom(services);
  if (!/^\d{6}$/.test(code)) return spendRecoveryCode(services.db, personId, digestOf(code.trim().toLowerCase()), at);
  const factor = await findSecondFactor(services.db, personId);
  const step = factor ? stepOf(services, factor.seed, personId, code) : null;
  return step !== null && spendTimeStep(services.db, personId, step, at);
}

/** Under which a seed is sealed. */
export const seedPurpose = (personId: string): string => `second factor ${personId}`;

/** RFC 6238 as all apps do it by default. */
const totp = (seed: string, name: string): TOTP =>
  new TOTP({
    issuer: 'Schema Studio',
    label: name,
    secret: Secret.fromBase32(seed),
    algorithm: 'SHA1',
    digits: 6,
    period,
  });

const period = 30;

/** The time step a code belongs to: this one or a neighbor, for clocks that differ. Null when it belongs to none. */
function stepOf({ box, now }: AccountServices, sealed: string, personId: string, code: string): number | null {
  const timestamp = now().getTime();
  const seed = box.open(sealed, seedPurpose(personId));
  const delta = totp(seed, '').validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1_000 / period) + delta;
}

/** 80 random bits in four groups. */
const newRecoveryCode = (): string =>
  randomBytes(10)
    .toString('hex')
    .replace(/.{5}(?=.)/g, '$&-');

const taken = fail('factor/taken', 'There is a second factor already. Remove it first.');
