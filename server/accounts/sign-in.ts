import type { Caller } from '../caller.ts';
import { fail, ok, type Result, wait } from '../failures.ts';
import { findPersonByName } from '../storage/index.ts';
import { beginAttempt, endAttempt, withdrawAttempt } from './failed-sign-ins.ts';
import { isPassword } from './passwords.ts';
import { checkSecondFactor, hasConfirmedFactor } from './second-factor.ts';
import type { AccountServices } from './services.ts';
import type { Proved } from './sessions.ts';

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Of the second factor, or a recovery code. */
  readonly code?: string;
}

/** Whether somebody is who they say. Tells nobody which names exist: not by words, time or delays. */
export async function proveIdentity(
  services: AccountServices,
  { name: given, password, code }: Credentials,
  { client }: Caller,
): Promise<Result<Proved>> {
  const name = given.toLowerCase();
  const delay = await beginAttempt(services, name, client);
  if (delay > 0) return wait('auth/wait', delay, (seconds) => `Too many failed attempts. Try again in ${seconds} s.`);
  const person = await findPersonByName(services.db, name);
  const right = await isPassword(password, person?.password ?? null);
  if (right === 'busy') {
    await withdrawAttempt(services, name, client);
    return wait('server/busy', 2_000, (seconds) => `Many people sign in right now. Try again in ${seconds} s.`);
  }
  if (!right || !person || person.disabled_at !== null) return wrong;
  const hasSecondFactor = await hasConfirmedFactor(services, person.id);
  if (hasSecondFactor && !code) {
    await withdrawAttempt(services, name, client);
    return codeNeeded;
  }
  if (hasSecondFactor && !(await checkSecondFactor(services, person.id, code ?? ''))) return wrongCode;
  await endAttempt(services, name, client);
  return ok({ person, hasSecondFactor });
}

const wrong = fail('auth/wrong', 'Name and password do not fit together.');
const codeNeeded = fail('auth/code-needed', 'Send the code of your second factor too, or a recovery code, as "code".');
const wrongCode = fail('auth/wrong-code', 'This code does not count: it is mistyped, too old, or was used before.');
