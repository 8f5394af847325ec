import { type Caller, done } from '../caller.ts';
import { fail, ok, type Result, wait } from '../failures.ts';
import { appendAudit, changePerson, endSessionsOf, findPerson } from '../storage/index.ts';
import { beginAttempt, endAttempt } from './failed-sign-ins.ts';
import { hashPassword, isPassword, passwordProblem } from './passwords.ts';
import { type AccountServices, timeFrom } from './services.ts';

/** Changes the password of the person who asks, and ends all their other sessions. */
export async function changeOwnPassword(
  services: AccountServices,
  { current, next }: { readonly current: string; readonly next: string },
  caller: Caller,
  whose: { readonly id: string; readonly sessionId: string },
): Promise<Result<null>> {
  const problem = passwordProblem(next, caller.name);
  if (problem) return fail('password/weak', problem);
  // A stolen session must not become a way to guess the password.
  const delay = await beginAttempt(services, caller.name, caller.client);
  if (delay > 0) return wait('auth/wait', delay, (seconds) => `Too many failed attempts. Try again in ${seconds} s.`);
  const person = await findPerson(services.db, whose.id);
  const right = await isPassword(current, person?.password ?? null);
  if (right === false) return fail('auth/wrong', 'The current password is another one.');
  const hash = right === 'busy' ? null : await hashPassword(next);
  if (hash === null) return wait('server/busy', 2_000, (seconds) => `The server is busy. Try again in ${seconds} s.`);
  await endAttempt(services, caller.name, caller.client);
  const at = timeFrom(services);
  await services.db.transaction().execute(async (transaction) => {
    await changePerson(transaction, whose.id, { password: hash, password_given: 0 });
    await endSessionsOf(transaction, whose.id, at, whose.sessionId);
    await appendAudit(transaction, done(caller, at, 'self.password', caller.name));
  });
  return ok(null);
}
